use rustls::{ClientConfig, RootCertStore, pki_types::CertificateDer, pki_types::pem::PemObject};
use std::sync::Arc;

/// The root certificate given in the settings cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TlsError;

/// TLS that trusts the public roots, and besides them the certificates of `extra` (PEM, one or several; blank for none):
/// for a provider inside the house with its own authority. Verification is never off.
pub fn tls_config(extra: Option<&str>) -> Result<Arc<ClientConfig>, TlsError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(pem) = extra.map(str::trim).filter(|p| !p.is_empty()) {
        let mut found = false;
        for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
            roots.add(certificate.map_err(|_| TlsError)?).map_err(|_| TlsError)?;
            found = true;
        }
        if !found {
            return Err(TlsError);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| TlsError)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}
