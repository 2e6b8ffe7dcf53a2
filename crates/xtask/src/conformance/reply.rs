//! What a call is answered with.

use serde_json::Value;

/// The answer to a call.
pub(super) struct Reply {
    pub(super) answer: Answer,
    /// The API that the call was about, by its number in the service; none if there is none.
    pub(super) api: Option<usize>,
    /// The answer of GetExport, which the recordings show in a form of its own.
    pub(super) export: Option<Value>,
}

/// HTTP status and body (null where the recordings show none), or the error.
pub(super) type Answer = Result<(u16, Value), ServiceError>;

/// The error of a call that did not succeed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ServiceError {
    pub(super) exception: Exception,
    pub(super) message: String,
}

impl ServiceError {
    pub(super) fn new(exception: Exception, message: impl Into<String>) -> Self {
        Self { exception, message: message.into() }
    }
}

/// The exceptions of the service that the operations here answer with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exception {
    BadRequest,
    LimitExceeded,
    NotFound,
}

impl Exception {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "BadRequestException",
            Self::LimitExceeded => "LimitExceededException",
            Self::NotFound => "NotFoundException",
        }
    }

    pub(super) fn status(self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::LimitExceeded => 429,
            Self::NotFound => 404,
        }
    }
}
