//! Backends in frameworks that others wrote, which know nothing of Loket: the form is opened, the framework's own words of refusal
//! stand at their questions, and what is put right is taken and can be tracked. Each on one origin and on two.

use std::sync::Arc;

use super::form;
use crate::{
    city::{City, Origin},
    stage::Stage,
    tool,
    wrong::Result,
};

pub async fn fastapi_on_one_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "fastapi", Origin::Own).await
}

pub async fn fastapi_on_another_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "fastapi", Origin::Another).await
}

pub async fn nestjs_on_one_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "nestjs", Origin::Own).await
}

pub async fn nestjs_on_another_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "nestjs", Origin::Another).await
}

pub async fn express_on_one_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "express", Origin::Own).await
}

pub async fn express_on_another_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "express", Origin::Another).await
}

/// There with a session that is guarded against forged requests.
pub async fn laravel_on_one_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "laravel", Origin::Own).await
}

pub async fn laravel_on_another_origin(stage: Arc<Stage>) -> Result {
    prove(&stage, "laravel", Origin::Another).await
}

async fn prove(stage: &Stage, name: &str, origin: Origin) -> Result {
    let proof = tool::json(&format!("tests/data/proof/{name}.json"))?;
    let city = City::open(name, &proof, origin).await?;
    let citizen = stage.citizen(city.addr).await?;
    citizen.expect(form::text(&proof, "refusal")?);
    if origin == Origin::Another {
        citizen.expect(&format!("Request to another address: http://{}/", city.backend));
    }
    citizen.open(&format!("/layanan/{}", form::text(&city.service, "id")?)).await?;
    citizen.press("button", "Mulai").await?;
    form::fill(&citizen, &proof["pages"]).await?;
    citizen.arrive("Permohonan terkirim").await?;
    let number = form::text(&proof, "number")?;
    citizen.see(number).await?;

    citizen.open("/lacak").await?;
    citizen.write("Nomor permohonan", number).await?;
    citizen.write("4 angka terakhir nomor HP", form::text(&proof, "digits")?).await?;
    citizen.press("button", "Cek status").await?;
    citizen.see(form::text(&proof, "state")?).await
}
