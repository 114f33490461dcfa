//! What the camera of a phone reads on the screen of a kiosk: from a picture of the screen, as a camera does.

use serde_json::json;

use super::Kiosk;
use crate::wrong::{Result, Wrong, ensure};

/// Where the code is on the whole page, in pixels; nowhere, while a part of it is out of sight.
const PLACE: &str = "(() => {
    const code = document.querySelector('[aria-label=\"Kode QR\"], [aria-label=\"QR code\"]');
    if (!code) return null;
    const at = code.getBoundingClientRect();
    if (at.top < 0 || at.bottom > innerHeight || at.left < 0 || at.right > innerWidth) return null;
    return { x: at.x + scrollX, y: at.y + scrollY, width: at.width, height: at.height, scale: 1 };
})()";

/// Which dots of a picture are dark: its width, and one letter for each.
const DOTS: &str = "(async () => {
    const picture = new Image();
    picture.src = 'data:image/png;base64,PICTURE';
    await picture.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [picture.width, picture.height];
    const pen = canvas.getContext('2d');
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    let dots = '';
    for (let at = 0; at < data.length; at += 4) dots += data[at] + data[at + 1] + data[at + 2] < 384 ? '1' : '0';
    return [canvas.width, dots];
})()";

impl Kiosk {
    /// The address that a phone opens.
    pub async fn scan(&self) -> Result<String> {
        self.holds(&format!("!!{PLACE}")).await?;
        let clip = self.cdp.run(PLACE).await?;
        let shot = self.cdp.call("Page.captureScreenshot", json!({ "format": "png", "clip": clip })).await?;
        let seen = self.cdp.run(&DOTS.replace("PICTURE", shot["data"].as_str().unwrap_or_default())).await?;
        let width = seen[0].as_u64().and_then(|width| usize::try_from(width).ok()).unwrap_or_default();
        let dots = seen[1].as_str().unwrap_or_default().as_bytes();
        ensure(width > 0 && dots.len() >= width, || String::from("There is no picture of the code."))?;
        decode(width, dots.len() / width, |x, y| dots.get(y * width + x) == Some(&b'1'))
    }

    /// Touches the button that moves answers, and reads the code that comes.
    pub async fn offer(&self, button: &str) -> Result<String> {
        self.touch("button", button).await?;
        self.scan().await
    }
}

/// What the code in a picture says.
pub fn decode(width: usize, height: usize, dark: impl Fn(usize, usize) -> bool) -> Result<String> {
    let mut picture = rqrr::PreparedImage::prepare_from_bitmap(width, height, dark);
    let grids = picture.detect_grids();
    let grid = grids.first().ok_or_else(|| Wrong(String::from("A camera finds no code there.")))?;
    let (_, text) = grid.decode().map_err(|error| Wrong(format!("A camera cannot read the code: {error}")))?;
    Ok(text)
}
