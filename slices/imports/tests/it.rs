//! The whole way from a workbook's bytes to the report, on the register handed to the project and on workbooks made here.

mod habits;
mod register;
mod written;
