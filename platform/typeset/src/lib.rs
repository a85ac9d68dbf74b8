//! Papers set by Typst: PDF/A, tagged, Arabic and English.
