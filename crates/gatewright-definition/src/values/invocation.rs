//! The addresses of AWS integrations and Lambda authorizers.
//! (*x-amazon-apigateway-integration object*, *Integration* of the API Reference.)

use super::{Arn, FunctionArn, Pieces};

/// `arn:{partition}:apigateway:{region}:{subdomain.service}:{path or action}`: an ARN whose account
/// is the backend's service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvocationUri<'a> {
    /// The partition.
    pub partition: Pieces<'a>,
    /// The region in which API Gateway calls the service.
    pub region: Pieces<'a>,
    /// What stands before the service's name and the last dot, such as an account of Step Functions.
    pub subdomain: Option<Pieces<'a>>,
    /// The backend's service.
    pub service: Pieces<'a>,
    /// What is called.
    pub target: InvocationTarget<'a>,
}

/// What an address calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvocationTarget<'a> {
    /// Behind `path/`.
    Path(Pieces<'a>),
    /// Behind `action/`.
    Action(Pieces<'a>),
    /// Something that a stage variable or a placeholder stands for from its beginning.
    Unknown(Pieces<'a>),
}

/// `{version}/functions/{function}/invocations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionCall<'a> {
    /// The version of Lambda's API: `2015-03-31` or `2021-11-15`.
    pub version: Pieces<'a>,
    /// The function, by its ARN if all is well.
    pub function: Pieces<'a>,
    /// `invocations` or `response-streaming-invocations`.
    pub suffix: &'a str,
}

impl<'a> InvocationUri<'a> {
    /// Reads the address; none when it is no ARN of `apigateway` or calls neither a path nor an
    /// action.
    pub fn parse(text: Pieces<'a>) -> Option<Self> {
        Self::of(&Arn::parse(text)?)
    }

    /// The ARN as an address.
    pub fn of(arn: &Arn<'a>) -> Option<Self> {
        if arn.service.text() != "apigateway" {
            return None;
        }
        let resource = arn.resource;
        let target = if let Some(path) = resource.strip_prefix("path/") {
            InvocationTarget::Path(path)
        } else if let Some(action) = resource.strip_prefix("action/") {
            InvocationTarget::Action(action)
        } else if resource.iter().next()?.unknown.is_some() {
            InvocationTarget::Unknown(resource)
        } else {
            return None;
        };
        let (subdomain, service) = match arn.account.rsplit_once(".") {
            Some((subdomain, service)) => (Some(subdomain), service),
            None => (None, arn.account),
        };
        Some(Self { partition: arn.partition, region: arn.region, subdomain, service, target })
    }

    /// The call of a Lambda function, in so far as the address has its form.
    pub fn function_call(&self) -> Option<FunctionCall<'a>> {
        let InvocationTarget::Path(path) = self.target else { return None };
        if self.service.text() != "lambda" || self.subdomain.is_some() {
            return None;
        }
        // One page of the guide prints a second slash.
        let path = path.strip_prefix("/").unwrap_or(path);
        let (version, rest) = path.split_once("/functions/")?;
        let (function, suffix) = ["invocations", "response-streaming-invocations"]
            .into_iter()
            .find_map(|suffix| Some((rest.strip_suffix(suffix)?.strip_suffix("/")?, suffix)))?;
        Some(FunctionCall { version, function, suffix })
    }
}

impl<'a> FunctionCall<'a> {
    /// The parts of the function's ARN.
    pub fn arn(&self) -> Option<FunctionArn<'a>> {
        FunctionArn::parse(self.function)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<InvocationUri<'_>> {
        InvocationUri::parse(Pieces::of(text))
    }

    #[test]
    fn the_parts_of_a_lambda_address() {
        let text = "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/\
                    arn:aws:lambda:eu-west-1:123456789012:function:pets:live/invocations";
        let uri = read(text).expect("an address");
        assert_eq!((uri.region.known(), uri.service.known()), (None, Some("lambda")));
        let call = uri.function_call().expect("a call");
        assert_eq!((call.version.known(), call.suffix), (Some("2015-03-31"), "invocations"));
        let function = call.arn().expect("a function");
        assert_eq!(&text[function.region.range()], "eu-west-1");
        assert_eq!(function.qualifier.and_then(Pieces::known), Some("live"));
    }

    #[test]
    fn a_streaming_call_has_its_own_suffix() {
        let uri = read(
            "arn:aws:apigateway:eu-west-1:lambda:path//2021-11-15/functions/${f}/\
             response-streaming-invocations",
        );
        let call = uri.and_then(|uri| uri.function_call()).expect("a call");
        assert_eq!(call.function.text(), "${f}");
        assert_eq!(call.suffix, "response-streaming-invocations");
        assert_eq!(call.arn(), None);
    }

    #[test]
    fn paths_actions_and_subdomains_of_other_services() {
        let uri = read("arn:aws:apigateway:eu-west-1:pets.s3:path/{key}").expect("an address");
        assert_eq!(uri.subdomain.and_then(Pieces::known), Some("pets"));
        assert_eq!(uri.service.known(), Some("s3"));
        assert!(uri.function_call().is_none());
        let uri = read("arn:aws:apigateway:eu-west-1:sqs:action/SendMessage").expect("an address");
        assert!(
            matches!(uri.target, InvocationTarget::Action(action) if action.text() == "SendMessage")
        );
        let uri = read("arn:aws:apigateway:eu-west-1:sns:${stageVariables.call}");
        assert!(matches!(uri.expect("an address").target, InvocationTarget::Unknown(_)));
    }

    #[test]
    fn what_is_no_address_of_an_aws_integration() {
        for text in [
            "arn:aws:lambda:eu-west-1:123456789012:function:pets",
            "arn:aws:apigateway:eu-west-1:lambda:2015-03-31/functions/f/invocations",
            "arn:aws:apigateway:eu-west-1:lambda:",
            "https://example.com",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
