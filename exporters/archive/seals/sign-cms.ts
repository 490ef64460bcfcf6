import { createHash, sign } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import type { CertificateSigner } from "./certificates.ts";
import { oid } from "./oids.ts";

/** A copy of its own: the libraries take the buffer behind a view as the whole. */
export const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

/**
 * A detached CMS signature (RFC 5652) with the signing certificate bound in (RFC 5035), as
 * `openssl cms -verify -binary -inform DER -in FILE -content CONTENT` reads it.
 * @param signingTime what the signer says; a time stamp is what proves a time
 * @returns DER
 */
export function signCms(content: Buffer, signer: CertificateSigner, signingTime: Date): Buffer {
  const certificate = pkijs.Certificate.fromBER(arrayBuffer(signer.certificate.raw));
  const attribute = (type: string, value: asn1js.BaseBlock) => new pkijs.Attribute({ type, values: [value] });
  const attributes = [
    attribute(oid.contentType, new asn1js.ObjectIdentifier({ value: oid.data })),
    attribute(oid.signingTime, new asn1js.UTCTime({ valueDate: signingTime })),
    attribute(oid.messageDigest, octets(createHash("sha512").update(content).digest())),
    attribute(oid.signingCertificateV2, signingCertificate(signer.certificate.raw)),
  ];
  // DER orders a set by the encoded bytes, and the signature is over DER.
  attributes.sort((a, b) => Buffer.compare(encoded(a.toSchema()), encoded(b.toSchema())));
  const toSign = encoded(new asn1js.Set({ value: attributes.map((one) => one.toSchema()) }));
  const rsa = signer.key.asymmetricKeyType === "rsa";
  const none = new asn1js.Null();
  const sha512 = new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha512, algorithmParams: none });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [sha512],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [certificate, ...signer.chain.map((one) => pkijs.Certificate.fromBER(arrayBuffer(one.raw)))],
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
        digestAlgorithm: sha512,
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
        signatureAlgorithm: rsa
          ? new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsaEncryption, algorithmParams: none })
          : new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha512 }),
        signature: octets(sign("sha512", toSign, signer.key)),
      }),
    ],
  });
  const info = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return encoded(info.toSchema());
}

const octets = (bytes: Buffer) => new asn1js.OctetString({ valueHex: arrayBuffer(bytes) });
const encoded = (block: asn1js.BaseBlock) => Buffer.from(block.toBER(false));

/** ESSCertIDv2 with its default hash, SHA-256: another certificate of the same key cannot be put in its place. */
function signingCertificate(raw: Buffer) {
  const hash = octets(createHash("sha256").update(raw).digest());
  const id = new asn1js.Sequence({ value: [hash] });
  return new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [id] })] });
}
