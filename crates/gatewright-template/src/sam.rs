//! What the SAM transform makes of APIs and events.
