pub mod ast;
pub mod plain;
