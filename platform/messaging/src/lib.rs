//! How a message leaves the house: mail, SMS providers, WhatsApp. Knows no beneficiary.
