//! Amazon resource names. (*Amazon Resource Names (ARNs)*.)

use super::Pieces;

/// `arn:{partition}:{service}:{region}:{account}:{resource}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arn<'a> {
    /// `aws`, `aws-cn`, `aws-us-gov`, …
    pub partition: Pieces<'a>,
    /// The service.
    pub service: Pieces<'a>,
    /// The region; empty for services that have none.
    pub region: Pieces<'a>,
    /// The account; empty for services that need none.
    pub account: Pieces<'a>,
    /// All behind the fifth colon.
    pub resource: Pieces<'a>,
}

impl<'a> Arn<'a> {
    /// Reads an ARN; none for a text without its six parts, which says little when the text is
    /// unknown in part.
    pub fn parse(text: Pieces<'a>) -> Option<Self> {
        let ([arn, partition, service, region, account, resource], 6) = text.colon_parts() else {
            return None;
        };
        (arn.text() == "arn").then_some(Self { partition, service, region, account, resource })
    }
}

/// `arn:{partition}:lambda:{region}:{account}:function:{name}`, perhaps with `:{qualifier}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionArn<'a> {
    /// The partition.
    pub partition: Pieces<'a>,
    /// The region.
    pub region: Pieces<'a>,
    /// The account.
    pub account: Pieces<'a>,
    /// The function.
    pub name: Pieces<'a>,
    /// A version or an alias.
    pub qualifier: Option<Pieces<'a>>,
}

impl<'a> FunctionArn<'a> {
    /// Reads the ARN of a function; none for anything else.
    pub fn parse(text: Pieces<'a>) -> Option<Self> {
        let ([arn, partition, lambda, region, account, function, name, rest], count @ 7..) =
            text.colon_parts()
        else {
            return None;
        };
        let qualifier = (count == 8).then_some(rest);
        let is_one = arn.text() == "arn"
            && lambda.text() == "lambda"
            && function.text() == "function"
            && !name.is_empty()
            && qualifier.is_none_or(|rest| rest.split_once(":").is_none());
        is_one.then_some(Self { partition, region, account, name, qualifier })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colons_within_placeholders_separate_nothing() {
        let text = "arn:${AWS::Partition}:sqs:${self:custom.region}:{{account:id}}:a:b";
        let arn = Arn::parse(Pieces::of(text)).expect("an ARN");
        assert_eq!(arn.partition.text(), "${AWS::Partition}");
        assert_eq!((arn.service.known(), arn.region.known()), (Some("sqs"), None));
        assert_eq!(arn.account.text(), "{{account:id}}");
        assert_eq!(arn.resource.known(), Some("a:b"));
        // To the service the placeholders of others are text, and their colons colons.
        let arn = Arn::parse(Pieces::as_imported(text)).expect("an ARN");
        assert_eq!(arn.account.known(), Some("custom.region}"));
    }

    #[test]
    fn texts_that_are_no_arn() {
        for text in ["", "arn", "arn:aws:sqs:eu-west-1:1", "${a}:b:c:d:e:f", "urn:a:b:c:d:e"] {
            assert_eq!(Arn::parse(Pieces::of(text)), None, "{text}");
        }
    }

    #[test]
    fn functions_and_their_qualifiers() {
        let read = |text| FunctionArn::parse(Pieces::of(text));
        let plain = read("arn:aws:lambda:eu-west-1:123456789012:function:pets").expect("one");
        assert_eq!((plain.name.known(), plain.qualifier), (Some("pets"), None));
        let live = read("arn:aws:lambda:eu-west-1:123456789012:function:${f}:live").expect("one");
        assert_eq!(live.name.known(), None);
        assert_eq!(live.qualifier.and_then(Pieces::known), Some("live"));
        for text in [
            "arn:aws:lambda:eu-west-1:123456789012:function",
            "arn:aws:lambda:eu-west-1:123456789012:function:",
            "arn:aws:lambda:eu-west-1:123456789012:function:f:1:2",
            "arn:aws:lambda:eu-west-1:123456789012:layer:f",
            "arn:aws:sqs:eu-west-1:123456789012:function:f",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
