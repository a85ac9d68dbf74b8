mod client;
mod codes;
mod people_of_a_phone;
mod represented;
mod sessions;
mod sign;
mod timing;
