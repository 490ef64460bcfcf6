import { expect, test } from "vitest";
import { readDeliveryReport } from "#app/domain/mailings/delivery-report.ts";

const ID = "0b3e4f6a-7a51-4a8e-9a0c-0f5a4b1f7c11@huolto.example";

/** As Postfix writes it. */
const postfix = `Return-Path: <>
Message-ID: <20261123041500.4Yxyz@mx.example>
From: MAILER-DAEMON@mx.example
To: no-reply@huolto.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4Yxyz.1795400000/mx.example"

This is a MIME-encapsulated message.

--4Yxyz.1795400000/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you. Status: 2.0.0 is what this text might say.

--4Yxyz.1795400000/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 23 Nov 2026 04:14:58 +0000 (UTC)

Final-Recipient: rfc822; maija@yritys.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <maija@yritys.example>: Recipient address
    rejected: User unknown

--4Yxyz.1795400000/mx.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Huolto <no-reply@huolto.example>
To: maija@yritys.example
Message-ID:
 <${ID}>
Subject: Huoltokatko

Teksti

--4Yxyz.1795400000/mx.example--
`;

test("the status of the report and the Message-ID of the mail in it, never the report's own", () => {
  const read = { messageId: ID, status: "5.1.1", action: "failed" };
  expect(readDeliveryReport(postfix, "message/rfc822")).toEqual(read);
  expect(readDeliveryReport(postfix.replaceAll("\n", "\r\n"), "message/rfc822")).toEqual(read);
});

test("a report with the mail's header alone, a delay, and one wrapped by a forwarding program", () => {
  const header = postfix.replace("Content-Type: message/rfc822", "Content-Type: text/rfc822-headers");
  expect(readDeliveryReport(header, "message/rfc822")).toMatchObject({ messageId: ID });
  const delayed = postfix.replace("Action: failed\nStatus: 5.1.1", "Action: delayed\nStatus: 4.4.1 (no answer)");
  expect(readDeliveryReport(delayed, "message/rfc822")).toEqual({ messageId: ID, status: "4.4.1", action: "delayed" });
  const wrapped = `Content-Type: multipart/mixed; boundary=outer\n\n--outer\n${postfix.slice(postfix.indexOf("Content-Type: multipart/report"))}\n--outer--\n`;
  expect(readDeliveryReport(wrapped, "message/rfc822")).toMatchObject({ messageId: ID, status: "5.1.1" });
});

test("the status part alone, where it names the mail", () => {
  const part = `Reporting-MTA: dns; mx.example\nOriginal-Message-ID: <${ID}>\n\nFinal-Recipient: rfc822; m@y.example\nAction: failed\nStatus: 5.2.2\n`;
  expect(readDeliveryReport(part, "message/delivery-status")).toEqual({
    messageId: ID,
    status: "5.2.2",
    action: "failed",
  });
});

test.each([
  ["nothing", ""],
  ["an answer by a person", "From: maija@yritys.example\nMessage-ID: <x@y>\n\nKiitos!\n"],
  [
    "no mail in it",
    postfix.slice(0, postfix.indexOf("Content-Description: Undelivered")).concat("Content-Type: text/plain\n\nx"),
  ],
  ["no status", postfix.replace("Status: 5.1.1", "Status: unknown")],
  ["a boundary that never comes", postfix.replaceAll("--4Yxyz", "--other")],
  ["only line ends", "\n".repeat(100_000)],
])("what is no report about a mail is none: %s", (_what, text) => {
  expect(readDeliveryReport(text, "message/rfc822")).toBeNull();
});

test("parts within parts without end are read to a depth and no further, within a second", () => {
  const nested = "Content-Type: multipart/mixed; boundary=b\n\n--b\n".repeat(5000);
  const began = performance.now();
  expect(readDeliveryReport(nested.slice(0, 256_000), "message/rfc822")).toBeNull();
  expect(performance.now() - began).toBeLessThan(1000);
});

test("a report that somebody made long is read as fast as any", () => {
  const began = performance.now();
  const endless = postfix.replaceAll(`<${ID}>`, "a".repeat(200_000));
  expect(endless.length).toBeGreaterThan(200_000);
  expect(readDeliveryReport(endless, "message/rfc822")).toBeNull();
  expect(readDeliveryReport(`Status: 5.1.1${"\r\n\r\n".repeat(60_000)}`, "message/delivery-status")).toBeNull();
  expect(performance.now() - began).toBeLessThan(500);
});
