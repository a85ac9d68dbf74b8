//! A provider's stand-in: reads one request to its end, keeps its bytes, and answers as told. Speaks plain HTTP or TLS.

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
};

/// What it does once it has read the request.
#[derive(Clone)]
pub enum Do {
    /// Writes these bytes and closes.
    Answer(String),
    /// Says nothing until the other side gives up.
    Hang,
    /// Closes without a byte.
    Cut,
    /// Writes these bytes, then says nothing more.
    AnswerThenHang(String),
}

/// A JSON answer with this status line.
pub fn json(status: &str, body: &str) -> Do {
    Do::Answer(format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len()))
}

#[derive(Clone)]
pub struct Stand {
    pub port: u16,
    got: Arc<Mutex<Vec<Vec<u8>>>>,
    script: Arc<Mutex<VecDeque<Do>>>,
}

impl Stand {
    pub async fn plain(script: Vec<Do>) -> Stand {
        Stand::listen(script, None).await
    }

    pub async fn tls(script: Vec<Do>, house: &House) -> Stand {
        let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![house.cert_der.clone().into()], rustls::pki_types::PrivateKeyDer::try_from(house.key_der.clone()).unwrap())
            .unwrap();
        Stand::listen(script, Some(tokio_rustls::TlsAcceptor::from(Arc::new(config)))).await
    }

    async fn listen(script: Vec<Do>, tls: Option<tokio_rustls::TlsAcceptor>) -> Stand {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let stand = Stand { port: listener.local_addr().unwrap().port(), got: Arc::default(), script: Arc::new(Mutex::new(script.into())) };
        let me = stand.clone();
        tokio::spawn(async move {
            while let Ok((tcp, _)) = listener.accept().await {
                let (me, tls) = (me.clone(), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => me.serve(tcp).await,
                        Some(acceptor) => {
                            if let Ok(stream) = acceptor.accept(tcp).await {
                                me.serve(stream).await;
                            }
                        }
                    }
                });
            }
        });
        stand
    }

    async fn serve(&self, mut io: impl AsyncRead + AsyncWrite + Unpin) {
        let mut bytes = vec![];
        let mut buf = [0u8; 4096];
        loop {
            if whole(&bytes) {
                break;
            }
            match io.read(&mut buf).await {
                Ok(n) if n > 0 => bytes.extend_from_slice(&buf[..n]),
                _ => return,
            }
        }
        self.got.lock().unwrap().push(bytes);
        let next = self.script.lock().unwrap().pop_front().unwrap_or(Do::Cut);
        match next {
            Do::Cut => {}
            Do::Hang => tokio::time::sleep(Duration::from_secs(60)).await,
            Do::Answer(text) => {
                let _ = io.write_all(text.as_bytes()).await;
                let _ = io.shutdown().await;
            }
            Do::AnswerThenHang(text) => {
                let _ = io.write_all(text.as_bytes()).await;
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    }

    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The requests so far, as they came.
    pub fn got(&self) -> Vec<String> {
        self.got.lock().unwrap().iter().map(|b| String::from_utf8(b.clone()).unwrap()).collect()
    }

    /// The only request, as it came.
    pub fn only(&self) -> String {
        let got = self.got();
        assert_eq!(got.len(), 1, "{got:?}");
        got.into_iter().next().unwrap()
    }
}

fn whole(bytes: &[u8]) -> bool {
    let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|l| l.strip_prefix("content-length: ")).map_or(0, |n| n.parse::<usize>().unwrap());
    bytes.len() >= end + 4 + length
}

/// A certificate authority of the house, and a certificate for this machine under it.
pub struct House {
    pub ca_pem: String,
    pub cert_pem: String,
    pub key_pem: String,
    cert_der: Vec<u8>,
    key_der: Vec<u8>,
}

pub fn house() -> House {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let cert = CertificateParams::new(vec!["localhost".into(), "127.0.0.1".into()]).unwrap().signed_by(&key, &ca).unwrap();
    House { ca_pem: ca.pem(), cert_pem: cert.pem(), key_pem: key.serialize_pem(), cert_der: cert.der().to_vec(), key_der: key.serialize_der() }
}
