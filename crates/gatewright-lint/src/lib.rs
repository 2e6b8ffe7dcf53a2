//! Rules for definitions of REST APIs, beyond what an import says.
