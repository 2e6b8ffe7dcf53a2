//! Resource policies. (*x-amazon-apigateway-policy*; *IAM JSON policy element reference*.)

use gatewright_source::{Node, read};

use super::Pieces;

/// A policy. It is written as an object or as a text of JSON; all places in such a text are that of
/// the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDocument<'d> {
    /// The object or the text.
    pub at: Node<'d>,
    /// `Version`.
    pub version: Option<PolicyText<'d>>,
    /// `Statement`.
    pub statements: Vec<Statement<'d>>,
    /// Members that a policy does not have.
    pub unknown_members: Vec<PolicyText<'d>>,
}

/// A text of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyText<'d> {
    /// The text.
    pub value: String,
    /// Where it stands.
    pub at: Node<'d>,
}

/// A statement of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement<'d> {
    /// The object.
    pub at: Node<'d>,
    /// `Sid`.
    pub sid: Option<PolicyText<'d>>,
    /// `Effect`.
    pub effect: Option<PolicyText<'d>>,
    /// Whether `Effect` is something else than a text, such as a function of a template.
    pub has_unread_effect: bool,
    /// `Principal` or `NotPrincipal`.
    pub principal: Option<(Sense, Principal<'d>)>,
    /// `Action` or `NotAction`.
    pub action: Option<Element<'d>>,
    /// `Resource` or `NotResource`.
    pub resource: Option<Element<'d>>,
    /// The entries of `Condition`.
    pub conditions: Vec<Condition<'d>>,
    /// Whether `Condition` has entries that are not read, such as functions of a template.
    pub has_unread_conditions: bool,
    /// Members that a statement does not have.
    pub unknown_members: Vec<PolicyText<'d>>,
}

/// Whether an element names what is meant or what is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// `Action`, `Principal`, `Resource`.
    These,
    /// `NotAction`, `NotPrincipal`, `NotResource`.
    AllBut,
}

/// A list of texts, or one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element<'d> {
    /// The key.
    pub key: Node<'d>,
    /// What the list means.
    pub sense: Sense,
    /// The texts.
    pub values: Vec<PolicyText<'d>>,
    /// Whether there is more that is no text, such as a function of a template.
    pub has_unread_values: bool,
}

/// Who is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Principal<'d> {
    /// A text: `*`, if all is well.
    Text(PolicyText<'d>),
    /// Groups by their kind.
    Groups(Vec<PrincipalGroup<'d>>),
    /// Something else, at this place.
    Unread(Node<'d>),
}

/// Principals of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrincipalGroup<'d> {
    /// `AWS`, `Service`, `Federated` or `CanonicalUser`.
    pub kind: PolicyText<'d>,
    /// The principals.
    pub values: Vec<PolicyText<'d>>,
    /// Whether there is more that is no text.
    pub has_unread_values: bool,
}

/// One entry of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition<'d> {
    /// The operator, such as `StringEquals`.
    pub operator: PolicyText<'d>,
    /// The key, such as `aws:SourceIp`.
    pub key: PolicyText<'d>,
    /// What the key is compared with.
    pub values: Vec<PolicyText<'d>>,
    /// Whether there is more that is no text.
    pub has_unread_values: bool,
}

impl<'d> PolicyDocument<'d> {
    /// Reads a policy; none for anything without a `Statement` that is an object or a list of them.
    pub fn read(node: Node<'d>) -> Option<Self> {
        if node.is_mapping() {
            return Reading { place: &|node| node }.policy(node, node);
        }
        let text = node.as_str()?;
        // In YAML nearly everything is a text.
        if !text.trim_start().starts_with('{') {
            return None;
        }
        let document = read(node.document().source(), text.as_bytes().to_vec()).value;
        Reading { place: &|_| node }.policy(document.root()?, node)
    }
}

impl PolicyText<'_> {
    /// The text as a row of known and unknown pieces.
    pub fn pieces(&self) -> Pieces<'_> {
        Pieces::of(&self.value)
    }

    /// The text, unless a part of it is unknown.
    pub fn known(&self) -> Option<&str> {
        self.pieces().known()
    }
}

impl<'d> Principal<'d> {
    /// Whether everybody is among those meant.
    pub fn is_anybody(&self) -> bool {
        match self {
            Self::Text(text) => text.value == "*",
            Self::Groups(groups) => groups.iter().any(|group| {
                group.kind.value == "AWS" && group.values.iter().any(|text| text.value == "*")
            }),
            Self::Unread(_) => false,
        }
    }

    /// The texts that name somebody.
    pub fn texts(&self) -> impl Iterator<Item = &PolicyText<'d>> {
        let (text, groups) = match self {
            Self::Text(text) => (Some(text), &[][..]),
            Self::Groups(groups) => (None, &groups[..]),
            Self::Unread(_) => (None, &[][..]),
        };
        text.into_iter().chain(groups.iter().flat_map(|group| &group.values))
    }
}

/// The nodes of a policy that is a text belong to another document than the text.
struct Reading<'r, 'x, 'd> {
    place: &'r dyn Fn(Node<'x>) -> Node<'d>,
}

impl<'x, 'd> Reading<'_, 'x, 'd> {
    fn policy(&self, node: Node<'x>, at: Node<'d>) -> Option<PolicyDocument<'d>> {
        let statement = node.get("Statement")?;
        let statements: Vec<_> = if statement.is_mapping() {
            vec![statement]
        } else if statement.is_sequence() {
            statement.items().collect()
        } else {
            return None;
        };
        if !statements.iter().all(|statement| statement.is_mapping()) {
            return None;
        }
        let mut policy = PolicyDocument {
            at,
            version: None,
            statements: statements.into_iter().map(|node| self.statement(node)).collect(),
            unknown_members: Vec::new(),
        };
        for (key, value) in node.entries() {
            match key.text().unwrap_or_default() {
                "Version" => policy.version = self.text(value),
                "Statement" | "Id" => {}
                _ if key.has_unknown() => {}
                _ => policy.unknown_members.push(self.key(key)),
            }
        }
        Some(policy)
    }

    fn statement(&self, node: Node<'x>) -> Statement<'d> {
        let mut statement = Statement {
            at: (self.place)(node),
            sid: None,
            effect: None,
            has_unread_effect: false,
            principal: None,
            action: None,
            resource: None,
            conditions: Vec::new(),
            has_unread_conditions: false,
            unknown_members: Vec::new(),
        };
        for (key, value) in node.entries() {
            let name = key.text().unwrap_or_default();
            let sense = if name.starts_with("Not") { Sense::AllBut } else { Sense::These };
            match name {
                "Sid" => statement.sid = self.text(value),
                "Effect" => {
                    statement.effect = self.text(value);
                    statement.has_unread_effect = statement.effect.is_none();
                }
                "Principal" | "NotPrincipal" => {
                    statement.principal = Some((sense, self.principal(value)));
                }
                "Action" | "NotAction" => statement.action = Some(self.element(key, sense, value)),
                "Resource" | "NotResource" => {
                    statement.resource = Some(self.element(key, sense, value));
                }
                "Condition" => self.conditions(value, &mut statement),
                _ if key.has_unknown() => {}
                _ => statement.unknown_members.push(self.key(key)),
            }
        }
        statement
    }

    fn principal(&self, node: Node<'x>) -> Principal<'d> {
        if let Some(text) = self.text(node) {
            return Principal::Text(text);
        }
        if !node.is_mapping() {
            return Principal::Unread((self.place)(node));
        }
        let groups = node.entries().map(|(key, value)| {
            let (values, has_unread_values) = self.texts(value);
            PrincipalGroup { kind: self.key(key), values, has_unread_values }
        });
        Principal::Groups(groups.collect())
    }

    fn conditions(&self, node: Node<'x>, statement: &mut Statement<'d>) {
        statement.has_unread_conditions |= !node.is_mapping();
        for (operator, keys) in node.entries() {
            statement.has_unread_conditions |= !keys.is_mapping();
            for (key, value) in keys.entries() {
                let (values, has_unread_values) = self.texts(value);
                statement.conditions.push(Condition {
                    operator: self.key(operator),
                    key: self.key(key),
                    values,
                    has_unread_values,
                });
            }
        }
    }

    fn element(&self, key: Node<'x>, sense: Sense, node: Node<'x>) -> Element<'d> {
        let (values, has_unread_values) = self.texts(node);
        Element { key: (self.place)(key), sense, values, has_unread_values }
    }

    fn key(&self, node: Node<'x>) -> PolicyText<'d> {
        PolicyText { value: node.text().unwrap_or_default().to_owned(), at: (self.place)(node) }
    }

    fn text(&self, node: Node<'x>) -> Option<PolicyText<'d>> {
        // What is unknown may be a list.
        let text = node.as_text().filter(|_| !node.is_null() && !node.is_unknown())?;
        Some(PolicyText { value: text.into_owned(), at: (self.place)(node) })
    }

    fn texts(&self, node: Node<'x>) -> (Vec<PolicyText<'d>>, bool) {
        if let Some(text) = self.text(node) {
            return (vec![text], false);
        }
        let texts: Vec<_> = node.items().filter_map(|item| self.text(item)).collect();
        let has_unread = !node.is_sequence() || texts.len() < node.items().count();
        (texts, has_unread)
    }
}

#[cfg(test)]
mod tests {
    use gatewright_diagnostics::SourceId;
    use gatewright_source::Document;

    use super::*;

    fn document(text: &str) -> Document {
        read(SourceId(0), text.into()).value
    }

    #[test]
    fn a_policy_and_the_places_of_its_parts() {
        let text = "
Version: '2012-10-17'
Statement:
  - Effect: Deny
    NotPrincipal: { AWS: [123456789012, { Ref: Account }] }
    Action: execute-api:Invoke
    Resource: ['execute-api:/*/GET/*', 'execute-api:/*/HEAD/*']
    Condition: { NotIpAddress: { 'aws:SourceIp': 203.0.113.0/24 }, 'Fn::If': [] }
";
        let document = document(text);
        let policy = PolicyDocument::read(document.root().expect("a node")).expect("a policy");
        assert_eq!(policy.version.as_ref().and_then(PolicyText::known), Some("2012-10-17"));
        let statement = &policy.statements[0];
        let (sense, principal) = statement.principal.as_ref().expect("a principal");
        assert_eq!((*sense, principal.is_anybody()), (Sense::AllBut, false));
        let Principal::Groups(groups) = principal else { panic!("groups") };
        assert_eq!(groups[0].values[0].value, "123456789012");
        assert!(groups[0].has_unread_values && statement.has_unread_conditions);
        let resource = statement.resource.as_ref().expect("resources");
        assert_eq!(resource.values.len(), 2);
        let at = &resource.values[1].at;
        assert_eq!(at.pointer().as_str(), "/Statement/0/Resource/1");
        assert_eq!(statement.conditions[0].key.value, "aws:SourceIp");
    }

    #[test]
    fn a_policy_that_is_a_text_has_the_place_of_the_text() {
        let text = r#"policy: '{"Statement": {"Effect": "Allow", "Principal": "*", "Oops": 1}}'"#;
        let document = document(text);
        let node = document.at_pointer("/policy").expect("a node");
        let policy = PolicyDocument::read(node).expect("a policy");
        let statement = &policy.statements[0];
        assert!(statement.principal.as_ref().expect("a principal").1.is_anybody());
        assert_eq!(statement.unknown_members[0].value, "Oops");
        assert_eq!((statement.at, statement.unknown_members[0].at), (node, node));
    }

    #[test]
    fn what_is_no_policy() {
        for text in ["{}", "Statement: 1", "Statement: [1]", "a: 1", "'Statement: {}'", "[]"] {
            let document = document(text);
            assert_eq!(PolicyDocument::read(document.root().expect("a node")), None, "{text}");
        }
    }
}
