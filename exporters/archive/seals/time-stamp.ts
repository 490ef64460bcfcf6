import { createHash, randomBytes, type X509Certificate } from "node:crypto";
import * as asn1js from "asn1js";
import * as pkijs from "pkijs";
import { hashNames, oid } from "./oids.ts";
import { readCms } from "./read-cms.ts";
import { arrayBuffer } from "./sign-cms.ts";

export type ReadStamp = {
  /** When the authority says that it saw the hash. */
  at: Date;
  signer: X509Certificate;
  certificates: X509Certificate[];
};

/** A request for a stamp over the SHA-512 of these bytes (RFC 3161). Nothing else leaves the machine. */
export function stampRequest(content: Buffer): { der: Buffer; nonce: Buffer } {
  const nonce = randomBytes(8);
  // Positive, and no shorter than it looks: DER drops zeros in front.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha512, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: arrayBuffer(createHash("sha512").update(content).digest()) }),
    }),
    nonce: new asn1js.Integer({ valueHex: arrayBuffer(nonce) }),
    certReq: true,
  });
  return { der: Buffer.from(request.toSchema().toBER(false)), nonce };
}

/**
 * Reads a time-stamp response and checks it: that it was granted, is over these bytes, and was signed by a certificate that may
 * do nothing but stamp times. Whether that certificate is to be believed is another question.
 * @throws Error with a sentence's end for whatever does not hold
 */
export function readStamp(der: Buffer, content: Buffer, nonce?: Buffer): ReadStamp {
  const response = parse(() => pkijs.TimeStampResp.fromBER(arrayBuffer(der)));
  if (response.status.status > 1 || !response.timeStampToken) throw new Error("was not granted");
  const token = Buffer.from(response.timeStampToken.toSchema().toBER(false));
  const cms = readCms(token, { contentType: oid.timeStampInfo });
  const info = parse(() => pkijs.TSTInfo.fromBER(arrayBuffer(cms.content!)));
  const hash = hashNames[info.messageImprint.hashAlgorithm.algorithmId];
  if (!hash) throw new Error("uses a hash that is not trusted");
  const stamped = Buffer.from(info.messageImprint.hashedMessage.getValue());
  if (!createHash(hash).update(content).digest().equals(stamped)) throw new Error("is over other bytes");
  if (nonce && !(info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView).equals(nonce)))
    throw new Error("answers another request");
  if (cms.signer.keyUsage?.join() !== oid.timeStamping)
    throw new Error("is signed with a certificate that is not for stamping times alone");
  if (info.genTime < cms.signer.validFromDate || info.genTime > cms.signer.validToDate)
    throw new Error("was made when its certificate was not valid");
  return { at: info.genTime, signer: cms.signer, certificates: cms.certificates };
}

function parse<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error("cannot be read as a time stamp (RFC 3161)", { cause });
  }
}
