/// The official documents of the association.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// T4 as it was filled in.
    RequestForm,
    /// T4 to be filled in by hand, of one service.
    RequestFormBlank,
    /// The request came in; with the promise (H5).
    Receipt,
    /// What is missing, once and in full.
    MissingList,
    /// The reply as it went out.
    Decision,
    Deferral,
    DisbursementOrder,
    /// سند استلام
    DeliveryReceipt,
    FileSummary,
}

impl Kind {
    pub const ALL: [Kind; 9] = [
        Kind::RequestForm,
        Kind::RequestFormBlank,
        Kind::Receipt,
        Kind::MissingList,
        Kind::Decision,
        Kind::Deferral,
        Kind::DisbursementOrder,
        Kind::DeliveryReceipt,
        Kind::FileSummary,
    ];
    /// As stored and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Kind::RequestForm => "request_form",
            Kind::RequestFormBlank => "request_form_blank",
            Kind::Receipt => "receipt",
            Kind::MissingList => "missing_list",
            Kind::Decision => "decision",
            Kind::Deferral => "deferral",
            Kind::DisbursementOrder => "disbursement_order",
            Kind::DeliveryReceipt => "delivery_receipt",
            Kind::FileSummary => "file_summary",
        }
    }
    pub fn parse(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.code() == code)
    }
    /// What the person it is about may have of his own request; orders and summaries are the house's.
    pub fn is_for_person(self) -> bool {
        !matches!(self, Kind::DisbursementOrder | Kind::FileSummary)
    }
    /// In the papers' own numbers: `1448-0317/R`.
    pub(crate) fn letter(self) -> &'static str {
        match self {
            Kind::RequestForm | Kind::RequestFormBlank => "F",
            Kind::Receipt => "R",
            Kind::MissingList => "M",
            Kind::Deferral => "D",
            Kind::DeliveryReceipt => "T",
            Kind::FileSummary => "S",
            Kind::Decision | Kind::DisbursementOrder => "",
        }
    }
    /// The locale key of its name.
    pub fn key(self) -> String {
        format!("papers-kind-{}", self.code().replace('_', "-"))
    }
}
