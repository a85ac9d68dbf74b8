mod beside;
mod decide;
mod hidden;
mod keep;
