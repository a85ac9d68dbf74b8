mod ask;
mod house;
mod mine;
