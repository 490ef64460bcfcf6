import { constants, createHash, verify, X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { hashNames, oid } from "./oids.ts";
import { arrayBuffer } from "./sign-cms.ts";

/** Who signed, by a certificate that the signature itself brings along: whether it is to be believed is another question. */
export type ReadCms = {
  signer: X509Certificate;
  /** All certificates inside, the signer's among them. */
  certificates: X509Certificate[];
  /** What the signer says. */
  signingTime: Date | null;
  /** The content where it is inside. */
  content: Buffer | null;
};

/**
 * Reads a CMS signature and checks it against its own certificate: hash, signed attributes, signature.
 * @param der a ContentInfo
 * @param options.detached the content, where it is not inside
 * @throws Error with a sentence's end ("has two signers") for whatever does not hold
 */
export function readCms(der: Buffer, { contentType, detached }: { contentType: string; detached?: Buffer }): ReadCms {
  const signed = parse(der);
  const [info, second] = signed.signerInfos;
  if (!info || second) throw new Error("does not have exactly one signer");
  if (signed.encapContentInfo.eContentType !== contentType) throw new Error("is about another kind of content");
  const inside = signed.encapContentInfo.eContent ? Buffer.from(signed.encapContentInfo.eContent.getValue()) : null;
  if ((inside === null) !== (detached !== undefined)) throw new Error("has its content in the wrong place");
  const content = inside ?? detached!;

  const certificates = (signed.certificates ?? [])
    .filter((one) => one instanceof pkijs.Certificate)
    .map((one) => new X509Certificate(Buffer.from(one.toSchema(false).toBER())));
  const signer = certificates.find((one) => isSigner(one, info));
  if (!signer) throw new Error("does not have its signer's certificate with it");

  const attributes = info.signedAttrs;
  if (!attributes) throw new Error("has no signed attributes");
  const values = new Map(attributes.attributes.map((one) => [one.type, one.values[0] as asn1js.BaseBlock]));
  if (values.size !== attributes.attributes.length) throw new Error("has a signed attribute twice");
  const typed = values.get(oid.contentType);
  if (!(typed instanceof asn1js.ObjectIdentifier) || typed.valueBlock.toString() !== contentType)
    throw new Error("signs another kind of content than it holds");
  const hash = hashNames[info.digestAlgorithm.algorithmId];
  if (!hash) throw new Error("uses a hash that is not trusted");
  const digest = values.get(oid.messageDigest);
  const stated = digest instanceof asn1js.OctetString ? Buffer.from(digest.getValue()) : Buffer.alloc(0);
  if (!createHash(hash).update(content).digest().equals(stated)) throw new Error("is of another content");
  checkBoundCertificate(values, signer);

  const signature = Buffer.from(info.signature.getValue());
  if (!verifySignature(Buffer.from(attributes.encodedValue), signature, signer, info, hash))
    throw new Error("was not made with the key of its certificate");
  const time = values.get(oid.signingTime);
  const signingTime = time instanceof asn1js.UTCTime || time instanceof asn1js.GeneralizedTime ? time.toDate() : null;
  return { signer, certificates, signingTime, content: inside };
}

function parse(der: Buffer): pkijs.SignedData {
  try {
    const info = pkijs.ContentInfo.fromBER(arrayBuffer(der));
    if (info.contentType !== oid.signedData) throw new Error("not signed data");
    return new pkijs.SignedData({ schema: info.content });
  } catch (cause) {
    throw new Error("cannot be read as signed data (CMS)", { cause });
  }
}

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString("hex");

function isSigner(certificate: X509Certificate, info: pkijs.SignerInfo): boolean {
  const parsed = pkijs.Certificate.fromBER(arrayBuffer(certificate.raw));
  if (info.sid instanceof pkijs.IssuerAndSerialNumber)
    return (
      hex(parsed.issuer.toSchema().toBER()) === hex(info.sid.issuer.toSchema().toBER()) &&
      hex(parsed.serialNumber.valueBlock.valueHexView) === hex(info.sid.serialNumber.valueBlock.valueHexView)
    );
  const keyId = parsed.extensions?.find((one) => one.extnID === "2.5.29.14")?.parsedValue as unknown;
  const wanted = info.sid as { valueBlock?: { valueHexView?: Uint8Array } };
  return (
    keyId instanceof asn1js.OctetString &&
    wanted.valueBlock?.valueHexView !== undefined &&
    hex(keyId.valueBlock.valueHexView) === hex(wanted.valueBlock.valueHexView)
  );
}

/** Where the signature names its certificate by hash, it must be that one (RFC 5035). */
function checkBoundCertificate(values: ReadonlyMap<string, asn1js.BaseBlock>, signer: X509Certificate) {
  const v2 = values.get(oid.signingCertificateV2);
  const v1 = values.get(oid.signingCertificate);
  const attribute = v2 ?? v1;
  if (!attribute) return;
  const first = child(child(child(attribute, 0), 0), 0);
  const named = first instanceof asn1js.Sequence ? child(first, 0) : null;
  const explicit = named instanceof asn1js.ObjectIdentifier ? named.valueBlock.toString() : null;
  const hash = v2 ? hashNames[explicit ?? oid.sha256] : "sha1";
  const stated = explicit === null ? first : child(child(child(attribute, 0), 0), 1);
  if (
    !hash ||
    !(stated instanceof asn1js.OctetString) ||
    !createHash(hash).update(signer.raw).digest().equals(Buffer.from(stated.getValue()))
  )
    throw new Error("was made with another certificate than the one that it brings along");
}

function child(block: asn1js.BaseBlock | null, index: number): asn1js.BaseBlock | null {
  const values: unknown = (block?.valueBlock as { value?: unknown } | undefined)?.value;
  return Array.isArray(values) ? ((values[index] as asn1js.BaseBlock | undefined) ?? null) : null;
}

function verifySignature(
  data: Buffer,
  signature: Buffer,
  signer: X509Certificate,
  { signatureAlgorithm }: pkijs.SignerInfo,
  digest: string,
): boolean {
  const key = signer.publicKey;
  switch (signatureAlgorithm.algorithmId) {
    case oid.rsaEncryption:
      return key.asymmetricKeyType === "rsa" && verify(digest, data, key, signature);
    case oid.sha256WithRsa:
      return key.asymmetricKeyType === "rsa" && verify("sha256", data, key, signature);
    case oid.sha384WithRsa:
      return key.asymmetricKeyType === "rsa" && verify("sha384", data, key, signature);
    case oid.sha512WithRsa:
      return key.asymmetricKeyType === "rsa" && verify("sha512", data, key, signature);
    case oid.rsaPss:
      return (
        key.asymmetricKeyType?.startsWith("rsa") === true &&
        verify(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING }, signature)
      );
    case oid.ecdsaWithSha256:
      return key.asymmetricKeyType === "ec" && verify("sha256", data, key, signature);
    case oid.ecdsaWithSha384:
      return key.asymmetricKeyType === "ec" && verify("sha384", data, key, signature);
    case oid.ecdsaWithSha512:
      return key.asymmetricKeyType === "ec" && verify("sha512", data, key, signature);
    case oid.ed25519:
      return key.asymmetricKeyType === "ed25519" && verify(null, data, key, signature);
    default:
      throw new Error("uses an algorithm that is not known");
  }
}
