//! What `loket --help` says, in both languages.

use forms::Lang;

/// The help of all commands.
pub fn help(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => ID,
        Lang::En => EN,
    }
}

const ID: &str = "\
Pemakaian: loket PERINTAH … [--lang id|en]. Tanpa --lang, bahasa mengikuti LC_ALL, LC_MESSAGES atau LANG. Pilihan boleh di mana saja.

loket check BERKAS… [--live --config CONFIG --origin ASAL]

  Membaca berkas layanan (dan services/index.json) dan menyebut setiap kesalahan dengan baris dan tempatnya.
  Baris terakhir menghitungnya; kode keluar 1 bila ada kesalahan, 2 bila panggilannya salah.
  Dengan --live, backend dari CONFIG dan dari setiap layanan ditanya seperti peramban di ASAL (CORS; di asal yang sama,
  apa yang membuat balasannya bukan halaman).

loket validate SKEMA-atau-LAYANAN JAWABAN.json

  Menilai jawaban seperti aplikasi, dan mencetak masalahnya sebagai daftar JSON: pointer, keyword, severity, got, want, sentence.
  Kode keluar 1 bila ada masalah, 2 bila berkas tidak terbaca atau definisinya salah.

loket import OPENAPI --operation ID [--base URL]

  Membuat layanan dari satu operasi dokumen OpenAPI (3.0 atau 3.1, atau Swagger 2.0; JSON atau YAML). Operasi disebut dengan
  operationId-nya, atau metode dan jalurnya: --operation \"POST /permits\". Layanan ditulis ke stdout; ke stderr ditulis apa
  yang diambil, dikira, belum diketahui, dan belum didukung.

loket publish FOLDER BERKAS

  Menaruh layanan ke folder yang disajikan: versi, indeks, judul di index.html, berkas terkompresi. Semuanya atau tidak sama
  sekali, satu per satu, dan tautan di dalam FOLDER tidak diikuti.

loket pin LOKET

  Membaca PIN petugas sebuah loket (enam angka) dari stdin, dan mencetak barisnya untuk `kiosk.officers` di config.json.

loket kiosk ID

  Membuat rahasia sebuah anjungan, dan mencetak apa yang masuk ke pengaturannya dan ke config.json.

loket headers CONFIG [nginx|apache|caddy]

  Mencetak header, aturan tembolok dan pengaturan TLS yang dibutuhkan aplikasi, dan yang dibutuhkan balasan backend.
";

const EN: &str = "\
Usage: loket COMMAND … [--lang id|en]. Without --lang the language is that of LC_ALL, LC_MESSAGES or LANG. Flags come in any order.

loket check FILE… [--live --config CONFIG --origin ORIGIN]

  Reads service files (and services/index.json) and names each fault with its line and its place.
  The last line counts; the exit code is 1 when there are errors, 2 for a wrong call.
  With --live, the backend of CONFIG and of each service is asked as a browser would at ORIGIN (CORS; on its own origin, what
  keeps replies from being pages).

loket validate SCHEMA-or-SERVICE ANSWERS.json

  Judges answers as the app does and prints their problems as a JSON list: pointer, keyword, severity, got, want, sentence.
  The exit code is 1 when there are problems, 2 when a file cannot be read or the definition has errors.

loket import OPENAPI --operation ID [--base URL]

  Makes a service of an operation of an OpenAPI document (3.0 or 3.1, or Swagger 2.0; JSON or YAML). The operation is named by
  its operationId, or by its method and path: --operation \"POST /permits\". The service goes to stdout; what was taken, assumed,
  is unknown and unsupported goes to stderr.

loket publish DIR FILE

  Puts a service into a folder that is served: version, index, titles in index.html, compressed files. All or nothing, one at a
  time, and no link inside DIR is followed.

loket pin COUNTER

  Reads the PIN of a counter's officer (six digits) from stdin and prints its entry for `kiosk.officers` of config.json.

loket kiosk ID

  Makes the secret of a kiosk, and prints what goes into its own settings and into config.json.

loket headers CONFIG [nginx|apache|caddy]

  Prints the headers, the rules of caching and the settings of TLS that the app needs, and what the backend's replies need beside it.
";
