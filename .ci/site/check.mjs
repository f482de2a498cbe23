// Looks at finished pages as a reader's browser does: node check.mjs FOLDER [CHROME].
// For every page of the folder: links and anchors, requests to other hosts, axe-core in the light
// and the dark theme, and no scrolling sideways at 400 px. One line for each problem; exit code 1.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import axe from "axe-core";
import puppeteer from "puppeteer-core";

const BADGES = ["img.shields.io", "colab.research.google.com", "kaggle.com", "www.kaggle.com"];
const MOST_PIXELS = 30_000; // height of a page that is 1280 px wide
const CHROMES = ["google-chrome", "chromium", "chromium-browser"];
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript",
  ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".json": "application/json",
  ".woff": "font/woff" };

const root = path.resolve(process.argv[2] ?? "_docs");
const problems = [];
const complain = (page, what) => problems.push(`${page}: ${what}`);

function chrome() {
  const places = (process.env.PATH ?? "").split(path.delimiter);
  const found = process.argv[3] ?? CHROMES.flatMap((name) => places.map((p) => path.join(p, name)))
    .find((file) => fs.existsSync(file));
  if (!found) throw new Error(`no browser: none of ${CHROMES.join(", ")}. Say where: check.mjs FOLDER CHROME`);
  return found;
}

function serve() { // the folder, so that pages load what they load on the web
  const server = http.createServer((request, response) => {
    const file = path.join(root, decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (!file.startsWith(root) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) {
      response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

async function open(browser, url, theme, width) {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
  const asked = new Set(), errors = [];
  page.on("request", (request) => {
    const to = new URL(request.url());
    if (to.protocol.startsWith("http") && to.host !== new URL(url).host) asked.add(to.hostname);
  });
  page.on("pageerror", (error) => errors.push(error.message.split("\n")[0]));
  await page.goto(url, { waitUntil: "load", timeout: 120_000 });
  return { page, asked, errors };
}

async function look(browser, name, url) {
  const facts = { ids: new Set(), links: [] };
  for (const theme of ["light", "dark"]) {
    const { page, asked, errors } = await open(browser, url, theme, 1280);
    for (const host of asked) {
      if (!BADGES.includes(host)) complain(name, `asks ${host} (${theme}). Bring the file along.`);
    }
    errors.forEach((error) => complain(name, `script error (${theme}): ${error}`));
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, help, nodes } of violations) {
      const { target, any } = nodes[0];
      complain(name, `axe ${id} (${theme}): ${help}; ${nodes.length} times, first ${target.join(" ")}`
        + (id === "color-contrast" ? `: ${any[0]?.message}` : ""));
    }
    if (theme === "light") {
      const seen = await page.evaluate(() => ({
        ids: [...document.querySelectorAll("[id], a[name]")].map((e) => e.id || e.name),
        links: [...document.querySelectorAll("a[href]")].map((a) => a.href),
        height: document.documentElement.scrollHeight,
        code: [...document.querySelectorAll("pre")].filter((e) => e.offsetParent)
          .map((e) => e.scrollWidth > e.clientWidth + 1),
      }));
      facts.ids = new Set(seen.ids);
      facts.links = seen.links;
      facts.code = seen.code;
      if (seen.height > MOST_PIXELS) complain(name, `${seen.height} px high, more than ${MOST_PIXELS}. Fold code.`);
    }
    await page.close();
  }
  const { page } = await open(browser, url, "light", 400);
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= room) return null;
    const out = [...document.querySelectorAll("body *")].find((e) => e.getBoundingClientRect().right > room + 1);
    return `${document.scrollingElement.scrollWidth} px: ${out?.outerHTML.slice(0, 80)}`;
  });
  if (wide) complain(name, `scrolls sideways at 400 px: ${wide}`);
  await page.close();
  return facts;
}

function checkLinks(pages, origin) {
  for (const [name, { links }] of Object.entries(pages)) {
    for (const link of new Set(links)) {
      const to = new URL(link);
      if (to.origin !== origin) continue;
      const target = path.posix.join(".", decodeURIComponent(to.pathname).slice(1)) || "index.html";
      const id = decodeURIComponent(to.hash.slice(1));
      const file = target.endsWith("/") || target === "." ? path.posix.join(target, "index.html") : target;
      if (!fs.existsSync(path.join(root, file))) complain(name, `the link to ${target} leads nowhere.`);
      else if (id && pages[file] && !pages[file].ids.has(id)) complain(name, `${file} has no place #${id}.`);
    }
  }
}

const names = fs.readdirSync(root, { recursive: true }).filter((n) => n.endsWith(".html"))
  .map((n) => n.split(path.sep).join("/")).sort();
if (!names.length) throw new Error(`${root}: no page. Build the site first: make docs`);
const server = await serve(), origin = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({ executablePath: chrome(), args: ["--no-sandbox"] });
const pages = {};
for (const name of names) pages[name] = await look(browser, name, `${origin}/${encodeURI(name)}`);
checkLinks(pages, origin);
const code = Object.values(pages).flatMap((facts) => facts.code ?? []);
const scrolling = code.filter(Boolean).length;
if (scrolling > 0.05 * code.length) complain("all pages", `${scrolling} of ${code.length} blocks of code scroll at 1280 px, more than one in twenty.`);
await browser.close();
server.close();
problems.forEach((problem) => console.log(problem));
console.log(`${names.length} pages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
