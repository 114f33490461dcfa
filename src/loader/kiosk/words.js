// The sentences of a kiosk's own parts, in the language of the page.
import { root } from "./dom.js";

const WORDS = {
  id: {
    touch: "Sentuh untuk mulai",
    promise: "Data Anda dihapus dari layar ini begitu Anda selesai.",
    aids: "Bantuan layar",
    done: "Selesai dan hapus data",
    text: "Huruf besar",
    contrast: "Kontras",
    low: "Turunkan",
    idle: "Anda masih di sini?",
    sure: "Sudah selesai?",
    left: "Isian Anda dihapus dalam {n} detik.",
    stay: "Ya, lanjutkan",
    leave: "Selesai dan hapus data",
    unsent: "Permohonan ini belum terkirim. Bila dihapus, Anda mengisi lagi dari awal.",
    unknown: "Belum pasti permohonan ini sampai. Catat nomor ini dan tanyakan ke petugas: {n}",
    keys: "Papan ketik",
    shift: "Huruf kapital",
    space: "Spasi",
    erase: "Hapus satu huruf",
    before: "Geser ke kiri",
    after: "Geser ke kanan",
    line: "Baris atau isian berikutnya",
    close: "Tutup",
    back: "Kembali",
    out: "Tiket keluar?",
    yes: "Ya",
    no: "Tidak",
    photo: "Foto nomor di layar ini, atau panggil petugas."
  },
  en: {
    touch: "Touch to start",
    promise: "Your data is wiped from this screen as soon as you are done.",
    aids: "Screen aids",
    done: "Finish and wipe my data",
    text: "Large text",
    contrast: "Contrast",
    low: "Lower",
    idle: "Are you still here?",
    sure: "Are you done?",
    left: "Your answers are wiped in {n} seconds.",
    stay: "Yes, go on",
    leave: "Finish and wipe my data",
    unsent: "This application has not been sent. Once wiped, you would start again.",
    unknown: "It is not certain that it arrived. Note this number and ask an officer: {n}",
    keys: "Keyboard",
    shift: "Capital letters",
    space: "Space",
    erase: "Erase one letter",
    before: "Move left",
    after: "Move right",
    line: "Next line or box",
    close: "Close",
    back: "Back",
    out: "Did the ticket come out?",
    yes: "Yes",
    no: "No",
    photo: "Photograph the number on this screen, or call an officer."
  }
};

// The words in the language of the page.
export function words() {
  return WORDS[root.lang] || WORDS.id;
}

// A sentence with its number.
export function fill(sentence, n) {
  return sentence.replace("{n}", n);
}
