# What is said at a field whose text does not hold
error-id_not_digits = An identity number has digits only, no letters or signs.
error-id_length = { $digits ->
    [one] An identity number has ten digits; one was written.
   *[other] An identity number has ten digits; { $digits } were written.
}
error-id_prefix = An identity number begins with 1 for a citizen or 2 for a resident.
error-id_check_digit = A digit of the identity number is wrong. Please compare it with the card.
error-mobile = The mobile number is incomplete or wrong. It looks like 0500000187
error-iban_country = A Saudi IBAN begins with SA; { $country } was written.
error-iban_not_digits = After SA an IBAN has digits only.
error-iban_length = { $digits ->
    [one] After SA an IBAN has 22 digits; one was written.
   *[other] After SA an IBAN has 22 digits; { $digits } were written.
}
error-iban_checksum = A digit of the IBAN is wrong. Please compare it with the bank's letter.
error-short_address = The short address is four English letters and four digits, like RAAA2919
error-name_parts = We need at least the first name and the family name, as on the card.
error-name_letters = There are digits or signs in the name. Please write it in letters, as on the card.
error-email = The e-mail address is incomplete. For example: name@example.org
