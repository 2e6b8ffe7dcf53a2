//! Resources of policies that speak of calls of an API. (*API Gateway resource policy examples*,
//! *Control access for invoking an API*.)

use super::reach::{LONGEST, Set, Token, literal, meet, wildcards};
use super::{Arn, Pieces};

/// The verbs that a call may have.
const VERBS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// `execute-api:/{stage}/{verb}/{path}` or the ARN that it is short for, with wildcards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExecuteApiResource<'a> {
    /// `*`: whatever there is.
    Everything,
    /// What stands behind `execute-api:/`: the import puts the API before it.
    Own(Pieces<'a>),
    /// An ARN, whose resource is `{api}/{stage}/{verb}/{path}`.
    Arn(Arn<'a>),
}

impl<'a> ExecuteApiResource<'a> {
    /// Reads a resource; none when it is of no form that speaks of calls, which says little when a
    /// part of it is unknown.
    pub fn parse(text: Pieces<'a>) -> Option<Self> {
        if text.text() == "*" {
            return Some(Self::Everything);
        }
        if let Some(call) = text.strip_prefix("execute-api:") {
            // Some examples have no slash here.
            return Some(Self::Own(call.strip_prefix("/").unwrap_or(call)));
        }
        match Arn::parse(text) {
            Some(arn) => {
                let service = arn.service;
                let fits = matches!(service.text(), "execute-api" | "*") || !service.is_known();
                fits.then_some(Self::Arn(arn))
            }
            // A wildcard takes colons, too.
            None => (text.text().starts_with("arn:") && text.text().ends_with('*'))
                .then_some(Self::Everything),
        }
    }

    /// `{stage}/{verb}/{path}`; none when a wildcard stands for it, or for the API before it.
    pub fn call(&self) -> Option<Pieces<'a>> {
        match self {
            Self::Everything => None,
            Self::Own(call) => Some(*call),
            Self::Arn(arn) => arn.resource.split_once("/").map(|(_, call)| call),
        }
    }

    /// Whether all calls of the API are meant, whichever stage, verb and path they have.
    pub fn is_everything(&self) -> bool {
        let is_stars = |pieces: Pieces<'_>| {
            pieces.text().contains('*') && pieces.text().bytes().all(|it| b"*/".contains(&it))
        };
        match (self, self.call()) {
            (Self::Everything, _) => true,
            (_, Some(call)) => is_stars(call),
            (Self::Own(_), None) => false,
            (Self::Arn(arn), None) => is_stars(arn.resource),
        }
    }

    /// Whether a call of the method may be meant. `verb` may be `ANY`; variables of the path stand
    /// for anything, and so does what is unknown in the resource.
    pub fn may_reach(&self, verb: &str, path: &str) -> bool {
        let (pattern, names_api) = match self {
            Self::Everything => return true,
            Self::Own(call) => (*call, false),
            Self::Arn(arn) => (arn.resource, true),
        };
        if pattern.text().len() > LONGEST {
            return true;
        }
        let path = path.trim_end_matches('/');
        // The call of the root ends with a slash, others may.
        let pattern = wildcards(pattern.strip_suffix("/").unwrap_or(pattern));
        let own = [verb];
        let verbs: &[&str] = if verb == "ANY" { &VERBS } else { &own };
        verbs.iter().any(|verb| {
            let mut call = Vec::with_capacity(verb.len() + path.len() + 8);
            if names_api {
                call.extend(segment().into_iter().chain(literal("/")));
            }
            call.extend(segment().into_iter().chain(literal("/")).chain(literal(verb)));
            call.extend(path_tokens(path));
            if path.is_empty() {
                call.push(Token::Many(Set::Exactly('/')));
            }
            meet(&pattern, &call)
        })
    }
}

fn segment() -> [Token; 2] {
    [Token::One(Set::Segment), Token::Many(Set::Segment)]
}

/// A path of the API: `{name}` is a segment, `{name+}` all that follows.
fn path_tokens(path: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, behind)) = rest.split_once('{') {
        let Some((name, behind)) = behind.split_once('}') else { break };
        tokens.extend(literal(before));
        if name.ends_with('+') {
            tokens.push(Token::Many(Set::Any));
        } else {
            tokens.extend(segment());
        }
        rest = behind;
    }
    tokens.extend(literal(rest));
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(text: &str) -> ExecuteApiResource<'_> {
        ExecuteApiResource::parse(Pieces::of(text)).expect("a resource")
    }

    #[test]
    fn resources_that_reach_a_method() {
        for text in [
            "*",
            "execute-api:/*",
            "execute-api:/*/*/*",
            "execute-api:*",
            "execute-api:/prod/GET/pets/*",
            "execute-api:/*/GET/pets/{petId}",
            "execute-api:*/GET/pe?s/1",
            "execute-api:/${stage}/GET/*",
            "execute-api:/{{stageNameOrWildcard*}}/{{httpVerbOrWildcard*}}/{{resourcePathOrWildcard*}}",
            "arn:aws:execute-api:*:*:*",
            "arn:aws:execute-api:*",
            "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/*/G*/pets/*",
            "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:*/*/GET/pets/?*",
        ] {
            assert!(resource(text).may_reach("GET", "/pets/{petId}"), "{text}");
        }
        assert!(resource("execute-api:/*/GET").may_reach("GET", "/"));
        assert!(resource("execute-api:/*/GET/").may_reach("GET", "/"));
        assert!(resource("execute-api:/*/GET/a/b/c").may_reach("ANY", "/a/{proxy+}"));
    }

    #[test]
    fn resources_that_reach_none() {
        for text in [
            "execute-api:/*/GET/pets",
            "execute-api:/*/get/pets/*",
            "execute-api:/*/POST/*",
            "execute-api:/prod/pets/*",
            "execute-api:/*/GET/pets/*/toys",
            "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/GET/pets/1",
        ] {
            assert!(!resource(text).may_reach("GET", "/pets/{petId}"), "{text}");
        }
        // A call has a verb of its own.
        assert!(!resource("execute-api:/*/ANY/pets").may_reach("ANY", "/pets"));
    }

    #[test]
    fn what_is_no_resource_of_an_api() {
        for text in ["*/pets", "execute-apis:/*", "arn:aws:s3:::pets/*", "/*/GET/pets", ""] {
            assert_eq!(ExecuteApiResource::parse(Pieces::of(text)), None, "{text}");
        }
    }

    #[test]
    fn resources_that_mean_all_calls() {
        for text in ["*", "execute-api:/*", "execute-api:/*/*/*", "arn:aws:execute-api:*:*:*"] {
            assert!(resource(text).is_everything(), "{text}");
        }
        for text in ["execute-api:/prod/*", "execute-api:/", "arn:aws:execute-api:a:1:b/*/GET/*"] {
            assert!(!resource(text).is_everything(), "{text}");
        }
        assert!(
            resource("arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/*").is_everything()
        );
    }
}
