import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A self-signed certificate with its key, made afresh, as two files in PEM. `thumbprint`: SHA-1, in hexadecimal. */
export function certificateFiles() {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = publicKey.export({ type: "spki", format: "der" });
  const signed = sequence(
    der(2, Buffer.from([1])),
    RSA_SHA256,
    NAME,
    sequence(der(23, "260101000000Z"), der(23, "360101000000Z")),
    NAME,
    key,
  );
  const signature = der(3, Buffer.concat([Buffer.from([0]), sign("RSA-SHA256", signed, privateKey)]));
  const certificate = sequence(signed, RSA_SHA256, signature);
  const folder = mkdtempSync(join(tmpdir(), "rejoinder-certificate-"));
  const [file, keyFile] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const lines = certificate.toString("base64").match(/.{1,64}/g)!;
  writeFileSync(file, `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`);
  writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }));
  const thumbprint = createHash("sha1").update(certificate).digest("hex").toUpperCase();
  return { folder, file, keyFile, thumbprint };
}

/** One value of DER (ITU-T X.690): its tag, its length, its content. */
function der(tag: number, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));

// sha256WithRSAEncryption, 1.2.840.113549.1.1.11; and a common name, 2.5.4.3.
const RSA_SHA256 = sequence(der(6, Buffer.from("2a864886f70d01010b", "hex")), der(5, ""));
const NAME = sequence(der(0x31, sequence(der(6, Buffer.from("550403", "hex")), der(12, "fixture"))));
