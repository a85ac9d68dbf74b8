mod client;
mod codes;
mod elsewhere;
mod people_of_a_phone;
mod represented;
mod sessions;
mod sign;
mod timing;
