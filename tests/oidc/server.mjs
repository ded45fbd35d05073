// A real OpenID Connect server for the tests. It says of everybody who comes what a test told it to, and can be told to
// give tokens that are not right. Everything for that stands below /test; the rest is oidc-provider as it is.
import { Provider } from "oidc-provider";
import * as jose from "jose";

const [port, back] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const doors = ["staff", "provider", "client"];

const makeKey = async (kid, alg = "RS256") => {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
  const named = { kid, alg, use: "sig" };
  return {
    kid, alg, privateKey,
    jwk: { ...(await jose.exportJWK(privateKey)), ...named },
    published: { ...(await jose.exportJWK(publicKey)), ...named },
  };
};

const own = await makeKey("first");
const others = { stranger: await makeKey("first"), rotated: await makeKey("second"), ps: await makeKey("ps", "PS256"), es: await makeKey("es", "ES256") };
let person = {};
let forged = null;
let published = ["first"];
let told = [];

const provider = new Provider(issuer, {
  clients: doors.map((door) => ({
    client_id: `zl-${door}`,
    client_secret: `a secret of the tests for ${door}`,
    redirect_uris: [`${back}/intake/sign-in/${door}/callback`],
    post_logout_redirect_uris: [`${back}/intake/sign-out`],
    // It tells itself what it would tell the site, which a test then passes on.
    backchannel_logout_uri: `${issuer}/test/told`,
    backchannel_logout_session_required: door === "staff",
    grant_types: ["authorization_code"],
    response_types: ["code"],
  })),
  jwks: { keys: [own.jwk] },
  cookies: { keys: ["a key of the tests"] },
  claims: { openid: ["sub", "email", "email_verified", "bsn", "represented", "odd"] },
  conformIdTokenClaims: false,
  // It refuses to tell anything to this machine, where all of a test is.
  fetch: (url, { dispatcher: _guarded, ...options }) => fetch(url, options),
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true }, backchannelLogout: { enabled: true } },
  interactions: { url: (_ctx, interaction) => `/test/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...person }) }),
  ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});

// Of a kind that the site does not know, or not a key at all.
const ODD_KEYS = [
  { kid: "odd", kty: "EC", crv: "brainpoolP256r1", x: "AA", y: "AA" },
  { kid: "next", kty: "ML-DSA" },
  { kid: "none" },
  { kid: "broken", kty: "RSA", n: "AQAB", e: "AQAB", x5c: "no" },
  "a text",
];

const forge = async (token, forged) => {
  const { typ } = { ...jose.decodeProtectedHeader(token), ...(forged.header ?? {}) };
  const claims = { ...jose.decodeJwt(token), ...(forged.claims ?? {}) };
  for (const name of forged.without ?? []) delete claims[name];
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  if (forged.key === "none") return `${part({ alg: "none" })}.${part(claims)}.`;
  if (forged.key === "secret") {
    return new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(forged.secret));
  }
  if (forged.key === "public") {
    const pem = await jose.exportSPKI(await jose.importJWK(own.published, "RS256", { extractable: true }));
    return new jose.SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "first" }).sign(Buffer.from(pem));
  }
  const key = others[forged.key] ?? own;
  return new jose.SignJWT(claims).setProtectedHeader({ alg: key.alg, kid: key.kid, ...(typ ? { typ } : {}) }).sign(key.privateKey);
};

const text = async (request) => {
  let found = "";
  for await (const part of request) found += part;
  return found;
};
const read = async (request) => JSON.parse((await text(request)) || "{}");

provider.use(async (ctx, next) => {
  if (ctx.path === "/test/person") {
    person = await read(ctx.req);
    ctx.body = "ok";
  } else if (ctx.path === "/test/token") {
    forged = await read(ctx.req);
    ctx.body = "ok";
  } else if (ctx.path === "/test/told" && ctx.method === "POST") {
    told.push(new URLSearchParams(await text(ctx.req)).get("logout_token"));
    ctx.body = "ok";
  } else if (ctx.path === "/test/told") {
    ctx.body = told;
    told = [];
  } else if (ctx.path === "/test/forged") {
    const { token, ...forging } = await read(ctx.req);
    ctx.body = await forge(token, forging);
  } else if (ctx.path === "/test/keys") {
    published = (await read(ctx.req)).keys;
    ctx.body = "ok";
  } else if (ctx.path.startsWith("/test/interaction/")) {
    const answer = person.error ? { error: person.error } : { login: { accountId: person.sub ?? "somebody" } };
    ctx.redirect(await provider.interactionResult(ctx.req, ctx.res, answer, { mergeWithLastSubmission: false }));
  } else if (ctx.path === "/jwks") {
    const keys = [own, ...Object.values(others).filter((key) => key !== others.stranger)];
    const known = keys.filter((key) => published.includes(key.kid)).map((key) => key.published);
    ctx.body = { keys: published.includes("odd") ? [...ODD_KEYS, ...known] : known };
  } else {
    await next();
    if (ctx.path === "/token" && ctx.body?.id_token && forged) {
      ctx.body = { ...ctx.body, id_token: await forge(ctx.body.id_token, forged) };
    }
  }
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
