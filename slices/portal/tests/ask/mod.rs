mod road;
mod send;
