import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { contactByPhoneQuery } from "../../api/contacts";
import type { Call } from "../../api/schema";
import { Fact } from "../../components/text/fact";
import { Moment } from "../../components/text/moment";
import { formatMoney } from "../../lib/money";
import { formatDuration } from "../../lib/times";
import { formatCost, formatMinutes } from "../../lib/numbers";
import { describeEnd, describeResult, directionWords, getOtherNumber } from "../../shared/calls/call-words";
import { useMayAccessCrm } from "../../shared/contacts/crm-page";
import { platformNames } from "../../shared/connections/platforms";
import styles from "./call-page.module.css";

/** The facts about a call, without its transcript. An unknown fact has no line. */
export function CallFacts({ call }: { call: Call }) {
  return (
    <dl className={styles.facts}>
      <Fact name="Agent">
        <Link to="/agents/$id" params={{ id: call.agent_id }}>
          <bdi>{call.agent_name}</bdi>
        </Link>
        , <bdi>{call.company_name}</bdi>
      </Fact>
      <CallContact call={call} />
      <Fact name="When">
        <Moment at={call.started_at} as="time" />
      </Fact>
      {call.duration_seconds !== null && <Fact name="Length">{formatDuration(call.duration_seconds)}</Fact>}
      <Fact name="Result">{describeResult(call)}</Fact>
      {call.end_reason && (
        <Fact name="Ended by">
          <bdi>{describeEnd(call.end_reason)}</bdi>
        </Fact>
      )}
      {call.direction && <Fact name="Direction">{directionWords[call.direction]}</Fact>}
      {call.from_number && (
        <Fact name="From">
          <bdi>{call.from_number}</bdi>
        </Fact>
      )}
      {call.to_number && (
        <Fact name="To">
          <bdi>{call.to_number}</bdi>
        </Fact>
      )}
      {call.platform && <Fact name="Platform">{platformNames[call.platform]}</Fact>}
      {call.billable_minutes !== undefined && (
        <Fact name="Billable minutes">{formatMinutes(call.billable_minutes)}</Fact>
      )}
      {call.price && <Fact name="Price">{formatMoney(call.price)}</Fact>}
      {typeof call.cost_usd === "number" && <Fact name="Cost">{formatCost(call.cost_usd)}</Fact>}
      {typeof call.margin_usd === "number" && <Fact name="Margin">{formatCost(call.margin_usd)}</Fact>}
    </dl>
  );
}

/** Extensions and names of devices have fewer digits than a phone number. */
const fewestDigits = 6;

/** The contact with the number of the other party, for those who may see contacts. */
function CallContact({ call }: { call: Call }) {
  const mayAccess = useMayAccessCrm();
  const number = getOtherNumber(call);
  const mayBePhone = (number?.match(/\p{Nd}/gu)?.length ?? 0) >= fewestDigits;
  const contact = useQuery({
    ...contactByPhoneQuery(call.company_id, number ?? ""),
    enabled: mayAccess && mayBePhone,
  }).data;
  if (!mayAccess || !contact) return null;
  return (
    <Fact name="Contact">
      <Link to="/contacts/$id" params={{ id: contact.id }}>
        <bdi>{contact.name}</bdi>
      </Link>
      {contact.job_title && (
        <>
          , <bdi>{contact.job_title}</bdi>
        </>
      )}
    </Fact>
  );
}
