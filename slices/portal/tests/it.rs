mod ask;
mod house;
