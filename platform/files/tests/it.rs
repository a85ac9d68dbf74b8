//! Files made to take the memory or the time of whoever opens them.

use files::{MAX_BYTES, Refusal, sniff};
use flate2::{Compression, write::ZlibEncoder};
use std::{
    io::Write,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Memory in use, in MB.
fn resident() -> u64 {
    let all = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = all.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// `head`, then `again` until it is `bytes` long, then `tail`; deflated.
fn packed(head: &[u8], again: &[u8], bytes: usize, tail: &[u8]) -> Vec<u8> {
    let mut z = ZlibEncoder::new(vec![], Compression::best());
    z.write_all(head).unwrap();
    let many = again.repeat((1 << 16) / again.len() + 1);
    let mut left = bytes;
    while left > 0 {
        let n = left.min(many.len());
        z.write_all(&many[..n]).unwrap();
        left -= n;
    }
    z.write_all(tail).unwrap();
    z.finish().unwrap()
}

/// A paper of one page and these objects, numbered from 10.
fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n".to_vec();
    out.extend(b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n");
    let mut at = vec![];
    for (i, o) in objects.iter().enumerate() {
        at.push(out.len());
        out.extend(format!("{} 0 obj", i + 10).bytes());
        out.extend(o);
        out.extend(b"endobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 1\n0000000000 65535 f \n");
    for (i, at) in at.iter().enumerate() {
        out.extend(format!("{} 1\n{at:010} 00000 n \n", i + 10).bytes());
    }
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 10).bytes());
    out
}

fn stream(dict: &str, packed: &[u8]) -> Vec<u8> {
    [format!("<<{dict}/Length {}>>stream\n", packed.len()).as_bytes(), packed, b"\nendstream "].concat()
}

/// Looks at a file and watches; the answer, the memory it took beyond what was there, the time.
fn watched(bytes: Vec<u8>) -> (Result<i64, Refusal>, u64, Duration) {
    let (stop, most) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let before = resident();
    let (s, m) = (stop.clone(), most.clone());
    let watch = std::thread::spawn(move || {
        while !s.load(Ordering::SeqCst) {
            m.fetch_max(resident(), Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(1));
        }
    });
    let started = Instant::now();
    let found = tokio::runtime::Runtime::new().unwrap().block_on(sniff(bytes)).map(|(s, _)| s.pages);
    let took = started.elapsed();
    stop.store(true, Ordering::SeqCst);
    watch.join().unwrap();
    (found, most.load(Ordering::SeqCst).saturating_sub(before), took)
}

/// One test, so that nothing else takes memory while it watches.
#[test]
fn no_pdf_takes_more_than_its_share() {
    const MB: usize = 1 << 20;
    let zeros = packed(b"7 0 [", b"0 ", 32 * MB, b"]");
    let flate = "/N 1/First 4/Filter/FlateDecode";
    let eight = |kind: &str| pdf(&vec![stream(&format!("{kind}{flate}"), &zeros); 8]);
    let twice = {
        let mut z = ZlibEncoder::new(vec![], Compression::best());
        z.write_all(&zeros).unwrap();
        z.finish().unwrap()
    };
    // Just within what may be unfolded.
    let within = packed(b"7 0 [", b"0 ", 30 * MB, b"]");
    let small = packed(b"7 0 [", b"0 ", MB, b"]");
    // Everything that is packed is one dictionary in another, and each pair leads into it.
    let pairs: String = (0..20_000).map(|i| format!("{i} {} ", i * 2)).collect();
    let nested = packed(pairs.as_bytes(), b"[ ", 40_000, &b"0 ".repeat(5 * MB));
    // Strings that open and never close, comments without an end, and the word that begins an object in each.
    let inside = |piece: &str| pdf(&[piece.repeat((MAX_BYTES - MB) / piece.len()).into_bytes()]);
    let kids: String = (0..900_000).map(|i| format!("{} 0 R ", i + 100)).collect();
    let bombs = [
        ("eight arrays", eight("/Type/ObjStm"), false),
        ("eight arrays, spelt otherwise", eight("/Type/Obj#53tm"), false),
        ("eight arrays without a type", eight(""), false),
        ("packed twice", pdf(&[stream("/Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]", &twice)]), false),
        ("packed another way", pdf(&[stream("/Type/ObjStm/N 1/First 4/Filter/LZWDecode", &zeros)]), false),
        ("packed with more to it", pdf(&[stream(&format!("/Type/ObjStm{flate}/DecodeParms<</Predictor 12/Columns 9>>"), &zeros)]), false),
        ("as much as may be", pdf(&[stream(&format!("/Type/ObjStm{flate}"), &within)]), true),
        ("many small ones", pdf(&vec![stream(&format!("/Type/ObjStm{flate}"), &small); 900]), false),
        ("one in another", pdf(&[stream(&format!("/Type/ObjStm/N 20000/First {}/Filter/FlateDecode", pairs.len()), &nested)]), false),
        ("an array as it is", inside("0 "), true),
        ("objects", inside("\n7 0 obj[0]"), true),
        ("objects in objects", inside("\n7 0 obj["), false),
        ("objects in strings", inside(" 7 0 obj("), false),
        ("objects in comments", inside(" 7 0 obj<<>>%"), false),
        ("numbered objects", [pdf(&[]), (0..500_000).flat_map(|i| format!("{i} 0 obj 0 ").into_bytes()).collect()].concat(), false),
        ("names", inside("/Launcx"), true),
        ("kids that are not there", [pdf(&[]), format!("2 0 obj<</Type/Pages/Kids[{kids}]>>endobj ").into_bytes()].concat(), false),
    ];
    for (name, bytes, taken) in bombs {
        assert!(bytes.len() <= MAX_BYTES, "{name}: {}", bytes.len());
        let size = bytes.len() / 1024;
        let (found, mb, took) = watched(bytes);
        println!("{name}: {size} KB, {found:?}, {mb} MB, {took:?}");
        assert_eq!(found, if taken { Ok(1) } else { Err(Refusal::Unreadable) }, "{name}");
        assert!(mb < 150, "{name}: {mb} MB");
        assert!(took < Duration::from_secs(15), "{name}: {took:?}");
    }
}
