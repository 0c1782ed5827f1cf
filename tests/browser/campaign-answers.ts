import type { Page } from "../support/browser.ts";
import type { Schemas } from "../support/answer.ts";

/** Answers of the server about campaigns, for states that a test cannot wait for. */

const nothing: Schemas["CampaignProgress"] = {
  planned: 0,
  open: 0,
  done: 0,
  failed: 0,
  skipped: 0,
  unknown: 0,
  reached: 0,
  outcomes: {},
  skipped_reasons: {},
};

/** A draft, unless something else is wanted. */
export function campaignAnswer(more: Partial<Schemas["Campaign"]> = {}): Schemas["Campaign"] {
  return {
    id: "campaign-1",
    name: "船の客",
    company: { id: "company-1", name: "North" },
    agent: { id: "agent-1", name: "Ferry line" },
    state: "draft",
    pause: null,
    segments: [{ id: "segment-1", name: "VIP" }],
    excluded_segments: [],
    connection_id: "connection-1",
    from_number_id: "number-1",
    from_number: "+442079460018",
    from_number_text: "020 7946 0018",
    webhook_url: null,
    starts_at: null,
    days: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    hours: { from: "09:00", to: "18:00" },
    calls_per_hour: 60,
    at_once: 1,
    attempts: 3,
    retry_minutes: [60, 240],
    reached: "answered",
    calls_abroad: false,
    variables: {},
    opt_out: null,
    audience: { state: "none", contacts: 0 },
    progress: nothing,
    waiting: null,
    problems: [],
    created_at: "2026-11-20T10:00:00Z",
    launched_at: null,
    finished_at: null,
    can: ["update", "delete", "launch"],
    etag: '"1"',
    ...more,
  };
}

/** One that was launched. */
export function launchedAnswer(more: Partial<Schemas["Campaign"]> = {}): Schemas["Campaign"] {
  return campaignAnswer({
    state: "active",
    launched_at: "2026-11-21T10:00:00Z",
    audience: { state: "complete", contacts: 1000 },
    progress: {
      ...nothing,
      planned: 588,
      open: 2,
      done: 340,
      failed: 4,
      skipped: 66,
      reached: 298,
      outcomes: { answered: 298, voicemail: 31, no_answer: 9, busy: 2 },
      skipped_reasons: { no_consent: 52, no_phone: 9, duplicate: 5 },
    },
    can: ["update", "pause", "cancel"],
    ...more,
  });
}

export function attemptAnswer(more: Partial<Schemas["Attempt"]> = {}): Schemas["Attempt"] {
  return {
    id: "attempt-1",
    number: 1,
    contact: { id: "contact-1", name: "ليلى حداد" },
    phone: "+442079460123",
    phone_text: "020 7946 0123",
    state: "done",
    reason: null,
    outcome: "answered",
    detail: null,
    due_at: null,
    wait: null,
    claimed_at: "2026-11-21T10:01:00Z",
    ended_at: "2026-11-21T10:03:00Z",
    call_id: null,
    can: [],
    ...more,
  };
}

export function audienceAnswer(more: Partial<Schemas["CampaignAudience"]> = {}): Schemas["CampaignAudience"] {
  const skipped = {
    no_phone: 0,
    do_not_call: 0,
    no_consent: 0,
    duplicate: 0,
    limit: 0,
    abroad: 0,
    no_time_zone: 0,
    hours: 0,
    erased: 0,
    not_callable: 0,
  };
  return { callable: 0, warned_no_consent: 0, exact: true, ...more, skipped: { ...skipped, ...more.skipped } };
}

const list = <Item>(items: Item[]) => ({ items, next_cursor: null, previous_cursor: null });

export interface Answers {
  campaign: Schemas["Campaign"];
  attempts?: Schemas["Attempt"][];
  audience?: Schemas["CampaignAudience"];
}

/** Answers in place of the server what pages of campaigns read. What is answered can be changed later. */
export async function answerCampaigns(page: Page, answers: Answers): Promise<void> {
  await page.route(/\/api\/v1\/campaigns(\?|$)/, (route) => route.fulfill({ json: list([answers.campaign]) }));
  await page.route(/\/api\/v1\/campaigns\/[^/]+$/, (route) => route.fulfill({ json: answers.campaign }));
  await page.route(/\/api\/v1\/campaigns\/[^/]+\/attempts(\?|$)/, (route) =>
    route.fulfill({ json: list(answers.attempts ?? []) }),
  );
  await page.route(/\/api\/v1\/campaigns\/[^/]+\/audience(\?|$)/, (route) =>
    route.fulfill({ json: answers.audience ?? audienceAnswer() }),
  );
  await page.route(/\/api\/v1\/agents\/agent-1\/phone-numbers$/, (route) =>
    route.fulfill({
      json: {
        items: [
          { id: "number-1", number: "+442079460018", name: "Harbour desk", connection_id: "connection-1" },
          { id: "number-2", number: "+442079460019", name: "", connection_id: "connection-1" },
        ],
        without_platform: false,
        problems: [],
      },
    }),
  );
  await page.route(/\/api\/v1\/segments\?.*company_id=company-1/, (route) =>
    route.fulfill({ json: list([segmentAnswer("segment-1", "VIP"), segmentAnswer("segment-2", "Ferry guests")]) }),
  );
}

function segmentAnswer(id: string, name: string): Schemas["Segment"] {
  return {
    id,
    company_id: "company-1",
    company_name: "North",
    name,
    description: null,
    kind: "static",
    filter: null,
    filter_problems: {},
    count: { contacts: 2, exact: true },
    created_at: "2026-11-20T10:00:00Z",
    updated_at: "2026-11-20T10:00:00Z",
    can: [],
    etag: '"1"',
  };
}
