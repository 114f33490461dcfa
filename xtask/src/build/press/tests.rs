use std::io::Read;

const TEXT: &[u8] = b"Nomor Induk Kependudukan, enam belas angka. Nomor Induk Berusaha, tiga belas angka.";

#[test]
fn brotli_can_be_read_again() {
    let small = super::brotli(TEXT).unwrap();
    let mut back = Vec::new();
    brotli::Decompressor::new(&small[..], 4096).read_to_end(&mut back).unwrap();
    assert!(small.len() < TEXT.len());
    assert_eq!(back, TEXT);
}

#[test]
fn gzip_can_be_read_again() {
    let small = super::gzip(TEXT).unwrap();
    let mut back = Vec::new();
    flate2::read::GzDecoder::new(&small[..]).read_to_end(&mut back).unwrap();
    assert_eq!(back, TEXT);
}
