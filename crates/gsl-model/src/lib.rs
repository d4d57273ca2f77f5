//! Rules and wire types of Global SIM Link, shared by the console and the local service.
