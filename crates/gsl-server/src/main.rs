//! Local Global SIM Link service.
fn main() {}
