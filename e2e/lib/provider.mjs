// Two other sides for signing in, in little and of our own: a provider of OpenID Connect with a page and a button, and Nafath's request and
// status. They check what is sent to them and know invented people alone.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createServer } from "node:http";

const b64 = (x) => Buffer.from(x).toString("base64url");

class Signer {
  constructor(kid) {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    this.kid = kid;
    this.key = privateKey;
    this.jwk = { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" };
  }

  token(claims) {
    const signed = `${b64(JSON.stringify({ typ: "JWT", alg: "RS256", kid: this.kid }))}.${b64(JSON.stringify(claims))}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), this.key).toString("base64url")}`;
  }
}

const now = () => Math.floor(Date.now() / 1000);

class Side {
  /** What went wrong while answering: a test asks for it at its end. */
  troubles = [];

  async start() {
    this.server = createServer((request, response) => {
      let body = "";
      request.on("data", (d) => (body += d));
      request.on("end", () => {
        try {
          this.answer(new URL(request.url, this.base), request, body, response);
        } catch (e) {
          this.troubles.push(e.message);
          this.json(response, 400, { error: "invalid_request" });
        }
      });
    });
    await new Promise((ready) => this.server.listen(0, "127.0.0.1", ready));
    // Another site than Sila's, as the browser sees it: its cookies and headers behave as they do between strangers.
    this.base = `http://localhost:${this.server.address().port}`;
    return this;
  }

  json(response, status, what) {
    response.writeHead(status, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(what));
  }

  async stop() {
    this.server?.closeAllConnections();
    await new Promise((done) => (this.server ? this.server.close(done) : done()));
  }
}

/** A provider whose page has one button for each of its people. */
export class Provider extends Side {
  constructor(people) {
    super();
    this.people = people;
    this.signer = new Signer("k1");
    this.codes = new Map();
    this.down = false;
  }

  answer(url, request, body, response) {
    const b = this.base;
    if (this.down) return this.json(response, 503, {});
    switch (`${request.method} ${url.pathname}`) {
      case "GET /.well-known/openid-configuration":
        return this.json(response, 200, {
          issuer: b,
          authorization_endpoint: `${b}/authorize`,
          token_endpoint: `${b}/token`,
          jwks_uri: `${b}/keys`,
          authorization_response_iss_parameter_supported: true,
        });
      case "GET /keys":
        return this.json(response, 200, { keys: [this.signer.jwk] });
      case "GET /authorize": {
        const q = Object.fromEntries(url.searchParams);
        assert.equal(q.response_type, "code");
        assert.equal(q.client_id, "sila");
        assert.equal(q.code_challenge_method, "S256");
        assert.ok(q.state.length >= 32 && q.nonce.length >= 32);
        assert.equal(request.headers.referer, undefined, "our own address is not the provider's to know");
        const buttons = this.people.map((p, i) => {
          const code = randomUUID();
          this.codes.set(code, { ...q, person: p });
          const to = `${q.redirect_uri}?${new URLSearchParams({ code, state: q.state, iss: b })}`;
          return `<p><a id="p${i}" href="${to.replaceAll("&", "&amp;")}">${p.name}</a></p>`;
        });
        const no = `${q.redirect_uri}?${new URLSearchParams({ error: "access_denied", state: q.state, iss: b })}`;
        const page = `<!doctype html><html lang="ar" dir="rtl"><title>الجهة</title><main><h1>من أنت؟</h1>${buttons.join("")}<p><a id="no" href="${no.replaceAll("&", "&amp;")}">لا</a></p></main></html>`;
        return response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
      }
      case "POST /token": {
        const f = Object.fromEntries(new URLSearchParams(body));
        assert.equal(request.headers.authorization, `Basic ${Buffer.from("sila:s3cret-of-ours").toString("base64")}`);
        const begun = this.codes.get(f.code);
        this.codes.delete(f.code);
        assert.ok(begun, "a code is good once");
        assert.equal(f.redirect_uri, begun.redirect_uri);
        assert.equal(createHash("sha256").update(f.code_verifier).digest("base64url"), begun.code_challenge);
        const claims = { iss: b, aud: "sila", sub: begun.person.identity, nonce: begun.nonce, iat: now(), exp: now() + 300, national_id: begun.person.identity };
        return this.json(response, 200, { token_type: "Bearer", access_token: randomUUID(), id_token: this.signer.token(claims) });
      }
      default:
        return this.json(response, 404, {});
    }
  }
}

/** Nafath: what the person does in the app is `decide`. */
export class Nafath extends Side {
  constructor() {
    super();
    this.signer = new Signer("elm-1");
    this.asked = [];
  }

  decide(status) {
    this.asked.at(-1).status = status;
  }

  answer(url, request, body, response) {
    assert.equal(request.headers["app-id"], "app-1");
    assert.equal(request.headers["app-key"], "key-of-test");
    const said = body ? JSON.parse(body) : {};
    switch (`${request.method} ${url.pathname}`) {
      case "POST /api/v1/mfa/request": {
        const asked = { transId: randomUUID(), requestId: url.searchParams.get("requestId"), number: said.nationalId, random: "37", status: "WAITING", polls: 0 };
        this.asked.push(asked);
        return this.json(response, 201, { transId: asked.transId, random: asked.random });
      }
      case "POST /api/v1/mfa/request/status": {
        const asked = this.asked.find((a) => a.transId === said.transId);
        assert.equal(asked.number, said.nationalId);
        assert.equal(asked.random, said.random);
        asked.polls += 1;
        const done = asked.status === "COMPLETED";
        const claims = { aud: "Sila", iss: "Nafath App", iat: now(), nbf: now(), exp: now() + 120, transId: asked.transId, status: asked.status, nin: asked.number };
        return this.json(response, 200, { status: asked.status, ...(done ? { token: this.signer.token(claims) } : {}) });
      }
      case "GET /api/v1/mfa/jwk":
        return this.json(response, 200, { keys: [this.signer.jwk] });
      default:
        return this.json(response, 404, {});
    }
  }
}
