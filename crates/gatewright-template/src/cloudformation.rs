//! Templates of CloudFormation: their parameters, their conditions, their functions.
