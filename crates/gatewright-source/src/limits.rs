//! How much of a file is read: each limit with its reason. What goes beyond one is a finding, so
//! that no input costs unbounded time, memory or stack.

use crate::diagnostics::{NESTING_TOO_DEEP, NODES_TOO_MANY};
use crate::problem::{Problem, Stop};

/// The largest definition that the service imports: "The maximum size of the API definition file
/// is 6MB" (API Reference, `ImportRestApi` and `PutRestApi`).
pub const SERVICE_BYTES: usize = 6 * 1024 * 1024;

/// The largest file that is read at all: ten times what the service takes, so that files which are
/// bundled or split later can still be looked at; far below the 4 GiB that a span can say.
pub const BYTES: usize = 64 * 1024 * 1024;

/// How deep collections nest, the root counted. Real definitions stay below 60, and everything
/// that recurses over a document relies on this number.
pub const DEPTH: usize = 255;

/// How many nodes, keys included, a document has. The densest text of [`SERVICE_BYTES`] has three
/// million; each node takes 28 bytes.
pub const NODES: usize = 4_000_000;

/// How many comments stand in a row before something else. The YAML parser holds them all until it
/// knows where they belong, at half a kilobyte each.
pub const COMMENTS_IN_A_ROW: usize = 100_000;

/// How many nodes a document has when each alias is replaced by its target: so many times the
/// nodes that are written …
pub const EXPANSION_FACTOR: usize = 10;

/// … or so many, if that is more, since sharing is the purpose of aliases in small files.
pub const EXPANSION_FLOOR: usize = 100_000;

/// How long a pointer in a [`Location`](gatewright_diagnostics::Location) is. A longer one stops at
/// an ancestor, so that many findings under one endless key stay small.
pub const POINTER_BYTES: usize = 4096;

/// How many findings of one kind are given for one file; the last says how many more there were.
pub const FINDINGS_OF_A_KIND: usize = 100;

/// A reading that stops at a limit of ours says nothing of the service.
const STOPPED: &str = "gatewright reads no further; whether the service would is not known";

/// The limits that depend on the input alone, so that examples can show small ones.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) service_bytes: usize,
    pub(crate) bytes: usize,
    pub(crate) depth: usize,
    pub(crate) nodes: usize,
    pub(crate) expansion_factor: usize,
    pub(crate) expansion_floor: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            service_bytes: SERVICE_BYTES,
            bytes: BYTES,
            depth: DEPTH,
            nodes: NODES,
            expansion_factor: EXPANSION_FACTOR,
            expansion_floor: EXPANSION_FLOOR,
        }
    }
}

impl Limits {
    /// The reader stops at collections that nest too deeply.
    #[cold]
    pub(crate) fn too_deep(&self, span: (u32, u32)) -> Stop {
        let message = format!("collections are nested over {} levels deep", self.depth);
        let problem = Problem::new(&NESTING_TOO_DEEP, span, message).label(STOPPED);
        Stop(Box::new(problem.help("nest fewer collections")))
    }

    /// The reader stops at too many comments in a row.
    #[cold]
    pub(crate) fn too_many_comments(span: (u32, u32)) -> Stop {
        let message = format!("over {COMMENTS_IN_A_ROW} comments stand in a row");
        let problem = Problem::new(&NODES_TOO_MANY, span, message).label(STOPPED);
        Stop(Box::new(problem.help("remove some of them")))
    }

    /// The reader stops at too many values.
    #[cold]
    pub(crate) fn too_many(&self, span: (u32, u32)) -> Stop {
        let message = format!("the document has over {} values", self.nodes);
        let problem = Problem::new(&NODES_TOO_MANY, span, message).label(STOPPED);
        Stop(Box::new(problem.help("split the definition")))
    }
}
