use axum::body::Bytes;
use http::{HeaderMap, header};
use kernel::Problem;

/// A file that came with a form. Its declared type is not to be trusted: `files` looks at the bytes.
#[derive(Clone, Debug)]
pub struct Upload {
    /// As the sender's machine called it; shown back, never used as a path.
    pub name: String,
    pub bytes: Bytes,
}

/// What a form sent: raw strings in their order. Values are trimmed when read.
#[derive(Clone, Debug, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    uploads: Vec<(String, Upload)>,
}

impl Form {
    pub fn of(fields: &[(&str, &str)]) -> Form {
        Form { fields: fields.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(), uploads: vec![] }
    }
    pub fn with_upload(mut self, field: &str, name: &str, bytes: Vec<u8>) -> Form {
        self.uploads.push((field.into(), Upload { name: name.into(), bytes: bytes.into() }));
        self
    }
    /// The first value of a field, trimmed; empty when absent.
    pub fn text(&self, name: &str) -> &str {
        self.fields.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.trim())
    }
    /// Every value of a field that is not empty.
    pub fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(k, v)| k == name && !v.trim().is_empty()).map(|(_, v)| v.trim())
    }
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|v| v == value)
    }
    /// A checkbox: present and not empty.
    pub fn flag(&self, name: &str) -> bool {
        !self.text(name).is_empty()
    }
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.uploads.iter().find(|(k, u)| k == name && !u.bytes.is_empty()).map(|(_, u)| u)
    }
    pub fn files<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f Upload> {
        self.uploads.iter().filter(move |(k, u)| k == name && !u.bytes.is_empty()).map(|(_, u)| u)
    }
    /// The hidden idempotency key.
    pub fn once(&self) -> &str {
        self.text("_once")
    }
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.fields.retain(|(k, _)| k != name);
        self.fields.push((name.into(), value.into()));
    }
    /// Everything typed, for keeping it in the page that is shown again (hidden fields excepted).
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().filter(|(k, _)| !k.starts_with('_')).map(|(k, v)| (k.as_str(), v.as_str()))
    }
    /// A text that is the same for the same content: what an idempotency key is bound to.
    pub fn digest(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut h = Sha256::new();
        for (k, v) in self.pairs() {
            h.update(format!("{}:{k}{}:{v}", k.len(), v.len()));
        }
        for (k, u) in &self.uploads {
            h.update(format!("{}:{k}{}:", k.len(), u.bytes.len()));
            h.update(&u.bytes);
        }
        h.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }

    pub(crate) async fn parse(headers: &HeaderMap, body: Bytes) -> Result<Form, Problem> {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if kind.starts_with("application/x-www-form-urlencoded") {
            return Ok(Form { fields: urlencoded(&body), uploads: vec![] });
        }
        if let Ok(boundary) = multer::parse_boundary(kind) {
            return multipart(body, boundary).await;
        }
        if body.is_empty() {
            return Ok(Form::default());
        }
        Err(Problem::refused("form_unreadable"))
    }
}

/// PostgreSQL holds no NUL, and no one types one.
fn clean(s: String) -> String {
    if s.contains('\0') { s.replace('\0', "") } else { s }
}

pub(crate) fn urlencoded(body: &[u8]) -> Vec<(String, String)> {
    body.split(|b| *b == b'&')
        .filter(|p| !p.is_empty())
        .take(5_000)
        .map(|p| {
            let cut = p.iter().position(|b| *b == b'=').unwrap_or(p.len());
            (percent(&p[..cut]), percent(p.get(cut + 1..).unwrap_or_default()))
        })
        .collect()
}

fn percent(s: &[u8]) -> String {
    let mut out = Vec::with_capacity(s.len());
    let mut i = 0;
    while i < s.len() {
        let hex = |b: u8| (b as char).to_digit(16);
        match s[i] {
            b'+' => out.push(b' '),
            b'%' => match (s.get(i + 1).and_then(|b| hex(*b)), s.get(i + 2).and_then(|b| hex(*b))) {
                (Some(a), Some(b)) => {
                    out.push((a * 16 + b) as u8);
                    i += 2;
                }
                _ => out.push(b'%'),
            },
            b => out.push(b),
        }
        i += 1;
    }
    clean(String::from_utf8_lossy(&out).into_owned())
}

async fn multipart(body: Bytes, boundary: String) -> Result<Form, Problem> {
    let broken = |_| Problem::refused("form_unreadable");
    let whole = futures_util::stream::once(async move { Ok::<_, std::io::Error>(body) });
    let mut parts = multer::Multipart::new(whole, boundary);
    let mut form = Form::default();
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_string();
        if let Some(file) = part.file_name().map(str::to_string) {
            let bytes = part.bytes().await.map_err(broken)?;
            let short: String = clean(file).chars().filter(|c| !c.is_control()).take(120).collect();
            form.uploads.push((name, Upload { name: short, bytes }));
        } else {
            let text = part.text().await.map_err(broken)?;
            form.fields.push((name, clean(text)));
        }
        if form.fields.len() + form.uploads.len() > 5_000 {
            return Err(Problem::refused("form_unreadable"));
        }
    }
    Ok(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn reads_what_browsers_send() {
        let f = Form { fields: urlencoded("name=%D8%B3%D8%A7%D8%B1%D8%A9+&a=1&a=2&b=%zz%4".as_bytes()), uploads: vec![] };
        assert_eq!(f.text("name"), "سارة");
        assert_eq!(f.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(f.text("b"), "%zz%4");
        assert_eq!(f.text("none"), "");
    }
    #[tokio::test]
    async fn reads_scans() {
        let body = "--X\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nid\r\n--X\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"هوية.png\"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--X--\r\n";
        let mut h = HeaderMap::new();
        h.insert(header::CONTENT_TYPE, http::HeaderValue::from_static("multipart/form-data; boundary=X"));
        let f = Form::parse(&h, Bytes::from(body)).await.unwrap();
        assert_eq!(f.text("kind"), "id");
        assert_eq!(f.file("scan").map(|u| (u.name.as_str(), u.bytes.len())), Some(("هوية.png", 5)));
        assert_eq!(Form::parse(&h, Bytes::from("nonsense")).await.unwrap_err().to_string(), "refused: form_unreadable");
    }
}
