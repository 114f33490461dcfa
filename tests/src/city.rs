//! A city's own backend, in a framework that others wrote, and the app in front of it: the service is imported, published and
//! served by nginx with the headers that `loket headers` prints, as docs/backend.md and docs/deploy.md say.

use std::{
    fs,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering},
};

use serde_json::{Value, json};
use tokio::process::{Child, Command};

use crate::{
    http,
    journey::form::{list, text},
    tool,
    wait::until,
    wrong::{Result, Wrong, ensure, wrong},
};

static N_CITIES: AtomicU32 = AtomicU32::new(0);

/// Where the backend is, as the browser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Below the app's own address, behind its nginx.
    Own,
    /// At an address of its own, which must allow the app's (CORS).
    Another,
    /// The same, but it knows nothing of the app.
    Unknown,
}

/// A backend, nginx and the app; gone when the journey is over.
pub struct City {
    /// Where the app is.
    pub addr: SocketAddr,
    /// Where the backend itself listens.
    pub backend: SocketAddr,
    /// Where citizens sign in, if they do.
    pub provider: SocketAddr,
    /// What `loket import` and `loket publish` made of it, or what stands beside the backend.
    pub service: Value,
    folder: PathBuf,
    servers: Vec<Child>,
}

impl Drop for City {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl City {
    /// Starts the backend of `proof/<name>` as its data file says, and the app before it.
    pub async fn open(name: &str, proof: &Value, origin: Origin) -> Result<City> {
        let n_city = N_CITIES.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("loket-city-{}-{n_city}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let [addr, backend, provider] = free()?;
        let home = tool::path("LOKET_ROOT")?.join("proof").join(name);
        let app = (origin == Origin::Another).then_some(addr);
        let mut server = program(&proof["server"], &home, &folder, backend, app)?;
        server.env("PROVIDER", format!("http://{provider}"));
        let mut servers = vec![start(&mut server)?];
        answers(backend, text(proof, "alive")?).await?;
        // It always has an origin of its own.
        if let Some(signing_in) = proof.get("provider") {
            servers.push(start(&mut program(signing_in, &home, &folder, provider, Some(addr))?)?);
            answers(provider, text(proof, "alive")?).await?;
        }
        let mut city = City { addr, backend, provider, service: Value::Null, folder, servers };
        city.publish(proof, &home, origin).await?;
        let served = nginx(&city.folder, addr, &backend.to_string()).await?;
        city.servers.push(served);
        Ok(city)
    }

    /// The app's folder, with the service and the settings of this city.
    async fn publish(&mut self, proof: &Value, home: &Path, origin: Origin) -> Result {
        let (folder, dist) = (self.folder.clone(), self.folder.join("dist"));
        run(Command::new("cp").arg("-rL").arg(tool::path("LOKET_DIST")?).arg(&dist)).await?;
        let loket = tool::path("LOKET_AUTHOR")?;
        let file = folder.join("service.json");
        match proof["import"].as_str() {
            Some(operation) => {
                let document = folder.join("openapi.json");
                fs::write(&document, http::get(self.backend, text(proof, "alive")?).await?.body)?;
                let mut import = Command::new(&loket);
                import.arg("import").arg(&document).args(["--operation", operation]);
                fs::write(&file, run(&mut import).await?)?;
            }
            None => drop(fs::copy(home.join("service.json"), &file)?),
        }
        self.service = serde_json::from_slice(&fs::read(&file)?)?;
        run(Command::new(&loket).arg("check").arg(&file)).await?;
        run(Command::new(&loket).arg("publish").arg(&dist).arg(&file)).await?;

        let config = dist.join("config.json");
        let mut settings: Value = serde_json::from_slice(&fs::read(&config)?)?;
        // Such a backend unlocks no kiosk, and keeps nothing between it and a phone.
        if let Some(settings) = settings.as_object_mut() {
            settings.remove("kiosk");
            settings.remove("handoff");
        }
        let base = match origin {
            Origin::Own => String::from("/api"),
            Origin::Another | Origin::Unknown => format!("http://{}", self.backend),
        };
        // Lacak asks before it knows the service.
        settings["backend"] = json!({ "base": base, "status": self.service["backend"]["status"] });
        // A session in cookies is for one origin; an account is for all.
        if let Some(auth) = proof.get("auth").filter(|auth| origin == Origin::Own || auth["kind"] == "oidc") {
            let auth = auth.to_string().replace("{provider}", &format!("http://{}", self.provider));
            settings["backend"]["auth"] = serde_json::from_str(&auth)?;
        }
        fs::write(&config, settings.to_string())?;
        for pressed in ["config.json.gz", "config.json.br"] {
            let _ = fs::remove_file(dist.join(pressed));
        }
        if origin != Origin::Own {
            let mut check = Command::new(&loket);
            check.args(["check", "--live", "--config"]).arg(&config);
            let checked = run(check.arg("--origin").arg(format!("http://{}", self.addr)).arg(&file)).await;
            match (origin, checked) {
                (Origin::Unknown, Err(Wrong(told))) => ensure(told.contains("Access-Control-Allow-Origin"), || told)?,
                (Origin::Unknown, Ok(_)) => return wrong("`loket check --live` found nothing."),
                (_, checked) => drop(checked?),
            }
        }
        let headers = run(Command::new(&loket).arg("headers").arg(&config).arg("nginx")).await?;
        Ok(fs::write(folder.join("headers.conf"), headers)?)
    }

    /// Ends the provider: nobody can sign in any more.
    pub async fn stop_provider(&mut self) -> Result {
        match self.servers.get_mut(1) {
            Some(provider) => Ok(provider.kill().await?),
            None => Ok(()),
        }
    }

    /// Ends the backend: nobody is there any more.
    pub async fn stop_backend(&mut self) -> Result {
        match self.servers.first_mut() {
            Some(backend) => Ok(backend.kill().await?),
            None => Ok(()),
        }
    }
}

/// Serves the app in `dist` of a folder, and the backend below /api/, as docs/deploy.md says: `headers.conf` is what `loket headers` has
/// printed.
pub async fn nginx(folder: &Path, addr: SocketAddr, backend: &str) -> Result<Child> {
    let at = folder.display();
    // One process, so that it goes with the journey.
    let text = format!(
        "daemon off; master_process off; pid {at}/nginx.pid; error_log {at}/error.log; events {{ }}\nhttp {{\n\
         include /etc/nginx/mime.types; access_log off; client_body_temp_path {at}/body; proxy_temp_path {at}/proxy;\n\
         fastcgi_temp_path {at}/f; uwsgi_temp_path {at}/u; scgi_temp_path {at}/s;\n\
         server {{ listen {addr}; root {at}/dist; include {at}/headers.conf;\n\
         location ^~ /api/ {{ proxy_pass http://{backend}/; proxy_set_header Host $host; }} }} }}\n"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, text)?;
    let served = start(Command::new(tool::path("LOKET_NGINX")?).arg("-c").arg(file))?;
    answers(addr, "/config.json").await?;
    Ok(served)
}

/// A server as its data say: `program` names the variable that says where the program is; in `arguments`, `{home}`,
/// `{port}` and `{modules}` (npm's) are filled in. In its environment stand `PORT`, `STORE` (a folder of its own) and, when the
/// app has another origin, `APP_ORIGIN`.
fn program(server: &Value, home: &Path, folder: &Path, addr: SocketAddr, app: Option<SocketAddr>) -> Result<Command> {
    let (port, modules) = (addr.port().to_string(), tool::path("LOKET_MODULES")?);
    let mut command = Command::new(tool::path(text(server, "program")?)?);
    for argument in list(&server["arguments"])?.iter().filter_map(Value::as_str) {
        let argument = argument.replace("{home}", &home.display().to_string()).replace("{port}", &port);
        command.arg(argument.replace("{modules}", &modules.display().to_string()));
    }
    command.current_dir(home).env("PORT", &port).env("NODE_PATH", &modules);
    command.env("STORE", folder.join("store")).env("PYTHONDONTWRITEBYTECODE", "1").env_remove("APP_ORIGIN");
    if let Some(app) = app {
        command.env("APP_ORIGIN", format!("http://{app}"));
    }
    Ok(command)
}

fn start(command: &mut Command) -> Result<Child> {
    Ok(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn()?)
}

/// Runs a program to its end and gives what it printed.
pub async fn run(command: &mut Command) -> Result<Vec<u8>> {
    let output = command.output().await?;
    ensure(output.status.success(), || {
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })?;
    Ok(output.stdout)
}

async fn answers(addr: SocketAddr, path: &str) -> Result {
    let is_there = || async { Ok(http::get(addr, path).await.is_ok_and(|reply| reply.status() == 200)) };
    until("a server to answer", is_there).await
}

/// Three addresses that nobody uses now.
pub fn free() -> Result<[SocketAddr; 3]> {
    let bound = || TcpListener::bind("127.0.0.1:0").and_then(|listener| Ok((listener.local_addr()?, listener)));
    // Held until all are known.
    let (one, two, three) = (bound()?, bound()?, bound()?);
    Ok([one.0, two.0, three.0])
}
