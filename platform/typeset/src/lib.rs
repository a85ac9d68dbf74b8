//! Papers set by Typst: PDF/A-2a and PDF/UA-1 in one file, Arabic and English, tagged for screen readers (T4, C4).
//!
//! A [`Paper`] is data; the template is the program's own. Setting one takes the processor for some tens of milliseconds:
//! [`pdf`] blocks, [`set`] does it off the request's thread.

mod clean;
mod code;
mod data;
mod fonts;
mod order;
mod paper;
mod world;

pub use paper::{Block, Column, Fact, Head, Paper, Picture, Signer, Verify, ltr, own};

use typst::{
    diag::SourceDiagnostic,
    ecow::EcoVec,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The program was built without its fonts.
    #[error("the papers' fonts are not in this program")]
    Fonts,
    #[error("the address is too long for a code")]
    Code,
    #[error("the paper could not be set: {0}")]
    Set(String),
}

/// Said by Typst about the template; the data's words are not in it.
fn said(errors: &EcoVec<SourceDiagnostic>) -> Error {
    Error::Set(errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// Sets a paper. The same paper always gives the same bytes. Blocks for 20–100 ms. A picture of the letterhead that cannot be set is left
/// out and said in the log: no paper waits for it.
///
/// # Errors
/// A fault of ours: fonts not built in, or a template that does not hold.
pub fn pdf(paper: &Paper) -> Result<Vec<u8>, Error> {
    match written(paper) {
        Err(Error::Set(e)) if paper.head.mark.is_some() => {
            tracing::error!(error = %e, "a paper is set without the picture of its letterhead");
            let bare = Paper { head: Head { mark: None, ..paper.head.clone() }, ..paper.clone() };
            // Without the picture the same fault comes again, if it was not the picture's.
            written(&bare)
        }
        done => done,
    }
}

/// The pages, not yet written.
fn compile(paper: &Paper) -> Result<PagedDocument, Error> {
    if fonts::FONTS.all.len() < 3 {
        return Err(Error::Fonts);
    }
    let code = paper.verify.as_ref().filter(|v| !v.address.is_empty()).map(|v| code::svg(&v.address)).transpose().map_err(|_| Error::Code)?;
    let (data, mark) = data::of(paper);
    let desk = world::Desk::new(data, code, mark);
    typst::compile::<PagedDocument>(&desk).output.map_err(|e| said(&e))
}

fn written(paper: &Paper) -> Result<Vec<u8>, Error> {
    let out = (|| {
        let mut document = compile(paper)?;
        if paper.lang == i18n::Lang::Ar {
            document = order::of_reading(document);
        }
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|e| Error::Set(e.message().to_string()))?;
        let (y, m, d) = paper.at.day().ymd();
        let (hour, minute) = paper.at.hour_minute();
        let small = |n: i64| u8::try_from(n).unwrap_or(0);
        let made = Datetime::from_ymd_hms(i32::from(y), small(m.into()), small(d.into()), small(hour), small(minute), 0);
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("Sila".into())),
            timestamp: made.and_then(|t| Timestamp::new_local(t, 180)),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&document, &options).map_err(|e| said(&e))
    })();
    // What Typst remembers of papers long set.
    typst::comemo::evict(8);
    out
}

/// [`pdf`] on a thread of its own; a fault inside does not take the request's task with it.
///
/// # Errors
/// Those of [`pdf`].
pub async fn set(paper: Paper) -> Result<Vec<u8>, Error> {
    match tokio::task::spawn_blocking(move || pdf(&paper)).await {
        Ok(done) => done,
        Err(e) => Err(Error::Set(e.to_string())),
    }
}
