#include "calls/intake/call_updates.hpp"

#include <algorithm>
#include <iterator>

#include "accounts/account_store.hpp"
#include "calls/erasing/call_erasure.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "calls/intake/intake_limits.hpp"
#include "calls/intake/unknown_agent_store.hpp"
#include "calls/recordings/recording_store.hpp"
#include "calls/transcript.hpp"
#include "calls/words/call_word_index.hpp"
#include "calls/words/call_words.hpp"
#include "database/folding_store.hpp"
#include "erased_numbers/erased_number_store.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::calls {

namespace {

template <class Value>
void set_if_said(std::optional<Value>& known, const std::optional<Value>& said) {
    if (said) known = said;
}

CallStatus later_of(CallStatus known, CallStatus said) { return said == CallStatus::ongoing ? known : said; }

// When a new call began, where its first message does not say it.
Time start_of(const CallUpdate& update, Time now) {
    if (update.started_at) return *update.started_at;
    if (update.ended_at) return *update.ended_at - update.duration.value_or(Duration(0));
    return now;
}

/// A longer call is as if the platform had not said its length: one of its times is wrong.
std::optional<Duration> possible_length(std::optional<Duration> length) {
    return length && *length <= longest_call ? length : std::nullopt;
}

void apply(const CallUpdate& update, CallFacts& facts) {
    if (update.status) facts.status = later_of(facts.status, *update.status);
    if (update.started_at) facts.started_at = *update.started_at;
    set_if_said(facts.direction, update.direction);
    set_if_said(facts.ended_at, update.ended_at);
    set_if_said(facts.duration, possible_length(update.duration));
    set_if_said(facts.from_number, update.from_number);
    set_if_said(facts.to_number, update.to_number);
    set_if_said(facts.summary, update.summary);
    set_if_said(facts.outcome, update.outcome);
    set_if_said(facts.end_reason, update.end_reason);
    set_if_said(facts.cost, update.cost);
    if (!facts.duration && facts.ended_at && *facts.ended_at >= facts.started_at)
        facts.duration = possible_length(*facts.ended_at - facts.started_at);
}

// The sums and the words of a call are stored only while its agent is known. `before` is null for a new call.

void update_sums(database::Transaction& tx, const CallRow* before, const CallRow& after) {
    if (!after.agent_id && (!before || !before->agent_id)) return;
    const Calendar calendar(accounts::get_account(tx).time_zone);
    const auto day_of = [&](const CallRow& call) { return calendar.day_of(call.facts.started_at); };
    const auto sums_of = [](const CallRow& call) { return CallSums::of(call.facts.duration, call.facts.cost); };
    const bool is_same = before && before->agent_id == after.agent_id && day_of(*before) == day_of(after) &&
                         sums_of(*before) == sums_of(after);
    if (is_same) return;
    if (before && before->agent_id) upsert_agent_day_row(tx, *before->agent_id, day_of(*before), -sums_of(*before));
    if (after.agent_id) upsert_agent_day_row(tx, *after.agent_id, day_of(after), sums_of(after));
}

std::optional<WordPlace> word_place_of(const CallRow& call) {
    if (!call.agent_id) return std::nullopt;
    return WordPlace{*call.agent_id, call.facts.started_at, call.number};
}

std::vector<std::string_view> words_without(const std::vector<std::string>& words,
                                            const std::vector<std::string>& others) {
    std::vector<std::string_view> rest;
    std::ranges::set_difference(words, others, std::back_inserter(rest));
    return rest;
}

void add_changes(std::vector<WordChange>& changes, const std::vector<std::string_view>& words, const WordPlace& place,
                 bool is_added) {
    for (const auto word : words) changes.push_back({word, place.agent.text(), place.position(), is_added});
}

// What was stored before is most often still queued, or nothing at all.
void update_words(database::Transaction& tx, const CallRow& before, const std::string& transcript_before,
                  const CallRow& after, const PreparedUpdate& update) {
    const auto place_before = word_place_of(before);
    const auto place = word_place_of(after);
    if (place_before == place && !update.has_transcript()) return;
    const auto find_words_before = [&] {
        return transcript_before.empty() ? std::vector<std::string>()
                                         : words_of(transcript_from_text(transcript_before));
    };
    const auto find_words = [&] { return update.has_transcript() ? update.words() : find_words_before(); };

    const bool has_words_before = place_before && !transcript_before.empty();
    if (!has_words_before || delete_queued_words_row(tx, place_before->call)) {
        if (place) add_call_words(tx, *place, find_words());
        return;
    }
    const auto words_before = find_words_before();
    std::vector<WordChange> changes;
    if (place_before == place) {
        add_changes(changes, words_without(words_before, update.words()), *place, false);
        add_changes(changes, words_without(update.words(), words_before), *place, true);
        change_indexed_words(tx, std::move(changes));
        return;
    }
    add_changes(changes, words_without(words_before, {}), *place_before, false);
    change_indexed_words(tx, std::move(changes));
    if (place) add_call_words(tx, *place, find_words());
}

// The agent for which a call waits; nothing where it does not wait.
std::optional<ExternalId> awaited_agent(const CallRow& call) {
    if (call.agent_id || !call.connection_id) return std::nullopt;
    return ExternalId{*call.connection_id, call.external_agent_id.value()};
}

void update_unknown_agents(database::Transaction& tx, const std::optional<ExternalId>& awaited_before,
                           const CallRow& after, const std::optional<std::string>& agent_name, Time now) {
    const auto awaited = awaited_agent(after);
    if (awaited_before == awaited) return;
    if (awaited_before) subtract_waiting_calls(tx, *awaited_before, 1);
    if (awaited) upsert_unknown_agent_row(tx, *awaited, agent_name, after.facts.started_at, now);
}

void update_recording(database::Transaction& tx, const CallRow& call, const CallUpdate& update, Time now) {
    const auto& url = update.recording_url;
    if (url && url->size() <= longest_recording_url) upsert_recording_source(tx, call.number, *url, now);
}

CallRow create_call(database::Transaction& tx, CallRow call, const PreparedUpdate& prepared, Time now) {
    const auto& update = prepared.update();
    call.id = CallId::make(now);
    call.created_at = call.updated_at = now;
    call.facts.started_at = start_of(update, now);
    apply(update, call.facts);
    call.number = insert_call_row(tx, call);
    if (prepared.has_transcript()) upsert_transcript_row(tx, call.number, prepared.transcript_text());
    update_sums(tx, nullptr, call);
    if (const auto place = word_place_of(call)) {
        if (!prepared.words().empty()) add_call_words(tx, *place, prepared.words());
        insert_call_change_row(tx, call.id, *call.agent_id);
    }
    return call;
}

void complete_call(database::Transaction& tx, const CallRow& before, CallRow& after, const PreparedUpdate& update,
                   Time now) {
    apply(update.update(), after.facts);
    const auto old_transcript = find_transcript_text(tx, before.number).value_or("");
    const bool has_other_transcript = update.has_transcript() && update.transcript_text() != old_transcript;
    const bool has_other_agent = after.agent_id != before.agent_id;
    const bool has_other_content = after.facts != before.facts || has_other_transcript;
    if (has_other_content) update_call_facts(tx, after.number, after.facts, now);
    if (has_other_agent || after.external_agent_id != before.external_agent_id) update_call_agent(tx, after, now);
    if (!has_other_content && !has_other_agent) return;

    if (has_other_transcript) upsert_transcript_row(tx, after.number, update.transcript_text());
    update_sums(tx, &before, after);
    update_words(tx, before, old_transcript, after, update);
    if (after.agent_id) insert_call_change_row(tx, after.id, *after.agent_id);
}

// Adds the keyed hashes of what a text may be; nothing where it was read already.
void add_hashes(std::vector<std::string>& hashes, const PreparedUpdate& prepared,
                const std::optional<std::string>& text, const std::string& country) {
    if (!text) return;
    const auto& update = prepared.update();
    const bool is_of_update = text == update.from_number || text == update.to_number;
    if (is_of_update && (country.empty() || text->starts_with('+'))) return;
    for (auto& hash : erased_numbers::hashes_of_numbers(*prepared.key(), *text, country)) {
        hashes.push_back(std::move(hash));
    }
}

bool is_within_country(const std::optional<std::string>& text) { return text && !text->starts_with('+'); }

// In which countries the texts may be numbers: in that of the agent, or, while it is not known, of each company.
std::vector<std::string> countries_of(database::Transaction& tx, const std::optional<AgentId>& agent,
                                      const std::vector<std::optional<std::string>>& texts) {
    if (!std::ranges::any_of(texts, is_within_country)) return {""};
    if (agent) return {find_country_of_agent(tx, *agent)};
    auto countries = list_countries_of_companies(tx);
    countries.emplace_back("");
    return countries;
}

// Whether a call that is not erased began before its number was.
bool is_of_erased_number(database::Transaction& tx, const std::optional<CallRow>& known,
                         const std::optional<AgentId>& agent, const PreparedUpdate& prepared, Time now) {
    if (prepared.key() == nullptr) return false;
    const auto& update = prepared.update();
    std::vector<std::optional<std::string>> texts = {update.from_number, update.to_number};
    if (known) texts.insert(texts.end(), {known->facts.from_number, known->facts.to_number});
    auto hashes = prepared.number_hashes();
    for (const auto& country : countries_of(tx, agent, texts)) {
        for (const auto& text : texts) add_hashes(hashes, prepared, text, country);
    }
    const auto erased_at = erased_numbers::find_last_erasure_time(tx, hashes);
    if (!erased_at) return false;
    const auto start = known ? std::min(known->facts.started_at, known->created_at) : start_of(update, now);
    return std::min(start, update.started_at.value_or(start)) <= *erased_at;
}

// A call keeps the agent that it has, whatever becomes of the external id.
void find_agent_of(database::Transaction& tx, CallRow& call, const CallUpdate& update) {
    if (call.agent_id) return;
    if (update.external_agent_id) call.external_agent_id = update.external_agent_id;
    call.agent_id = find_agent_by_external_id(tx, {*call.connection_id, *call.external_agent_id});
}

}  // namespace

PreparedUpdate::PreparedUpdate(CallUpdate update, const SealingKey* key) : update_(std::move(update)), key_(key) {
    for (auto* text : {&update_.from_number, &update_.to_number}) {
        if (!*text) continue;
        // An erasure and the search ask the indexes for numbers in ASCII.
        *text = phone::with_ascii_digits_and_separators(**text);
        if (key == nullptr) continue;
        for (auto& hash : erased_numbers::hashes_of_numbers(*key, **text, ""))
            number_hashes_.push_back(std::move(hash));
    }
    if (!update_.transcript) return;
    transcript_text_ = to_text(*update_.transcript);
    words_ = words_of(*update_.transcript);
}

PreparedUpdate PreparedUpdate::without_personal_data() const {
    auto update = update_;
    update.from_number = update.to_number = update.summary = update.end_reason = update.recording_url = std::nullopt;
    update.outcome = std::nullopt;
    update.transcript = std::nullopt;
    return PreparedUpdate(std::move(update), key_);
}

FoundCall find_call_before(database::Transaction& tx, const ExternalId& id, const PreparedUpdate& update, Time now) {
    FoundCall known{.row = find_platform_call(tx, id)};
    if (known.row && known.row->erased_at) {
        known.is_erased = true;
        return known;
    }
    auto agent = known.row ? known.row->agent_id : std::nullopt;
    if (!agent && update.update().external_agent_id) {
        agent = find_agent_by_external_id(tx, {id.connection_id, *update.update().external_agent_id});
    }
    known.is_erased = is_of_erased_number(tx, known.row, agent, update, now);
    return known;
}

CallRow store_platform_call(database::Transaction& tx, const ExternalId& id, const PreparedUpdate& update, Time now) {
    return store_found_call(tx, id, find_call_before(tx, id, update, now), update, now);
}

CallRow store_found_call(database::Transaction& tx, const ExternalId& id, const FoundCall& known,
                         const PreparedUpdate& whole, Time now) {
    const auto prepared = known.is_erased ? whole.without_personal_data() : whole;
    const auto& update = prepared.update();
    auto before = known.row;
    if (known.is_erased && before && !before->erased_at) {
        erase_call(tx, *whole.key(), *before, now);
        before = find_platform_call(tx, id);
    }
    auto call = before.value_or(
        CallRow{.connection_id = id.connection_id, .external_id = id.external_id, .external_agent_id = ""});
    if (known.is_erased && !before) call.erased_at = now;
    find_agent_of(tx, call, update);
    if (before) {
        complete_call(tx, *before, call, prepared, now);
    } else {
        call = create_call(tx, std::move(call), prepared, now);
    }
    update_unknown_agents(tx, before ? awaited_agent(*before) : std::nullopt, call, update.agent_name, now);
    update_recording(tx, call, update, now);
    return call;
}

CallRow store_api_call(database::Transaction& tx, const AgentId& agent, const PreparedUpdate& whole, Time now) {
    const bool is_erased = is_of_erased_number(tx, std::nullopt, agent, whole, now);
    const auto update = is_erased ? whole.without_personal_data() : whole;
    CallRow row{.agent_id = agent};
    if (is_erased) row.erased_at = now;
    const auto call = create_call(tx, std::move(row), update, now);
    update_recording(tx, call, update.update(), now);
    return call;
}

int complete_calls_with_audio_only(database::Transaction& tx, Time now) {
    const auto found = list_calls_with_audio_only(tx, now - audio_only_period, calls_completed_at_once);
    for (const auto& [call, audio] : found) {
        // Audio is sent once a call is over.
        CallUpdate update;
        update.status = CallStatus::ended;
        update.ended_at = call.created_at;
        update.duration = audio;
        if (audio) update.started_at = call.created_at - *audio;
        auto completed = call;
        complete_call(tx, call, completed, PreparedUpdate(update), now);
    }
    return static_cast<int>(found.size());
}

std::int64_t assign_waiting_calls(database::Transaction& tx, const ExternalId& external_agent_id, const AgentId& agent,
                                  int limit, Time now) {
    const auto waiting = list_waiting_calls(tx, external_agent_id, limit);
    for (const auto& call : waiting) {
        auto assigned = call;
        assigned.agent_id = agent;
        complete_call(tx, call, assigned, PreparedUpdate({}), now);
    }
    const auto count = static_cast<std::int64_t>(waiting.size());
    if (count > 0) subtract_waiting_calls(tx, external_agent_id, count);
    return count;
}

// All words are added, most of which are there: what was stored may be of another version of ICU.
std::string refold_call_words(database::Transaction& tx, const std::string& position) {
    const auto after = position.empty() ? std::int64_t{-1} : std::stoll(position);
    const auto places = list_word_places_after(tx, after, refolded_calls);
    struct CallWords {
        std::vector<std::string> before;
        std::vector<std::string> now;
    };
    std::vector<CallWords> calls(places.size());  // the changes borrow from these
    std::vector<WordChange> changes;
    for (std::size_t index = 0; index < places.size(); ++index) {
        const auto& place = places[index];
        const auto transcript = find_transcript(tx, place.call).value_or(Transcript());
        auto& [before, now] = calls[index];
        before = words_as_version_1(transcript);
        now = words_of(transcript);
        if (delete_queued_words_row(tx, place.call)) {
            add_call_words(tx, place, now);
            continue;
        }
        add_changes(changes, words_without(before, now), place, false);
        add_changes(changes, words_without(now, {}), place, true);
    }
    change_indexed_words(tx, std::move(changes));
    return places.empty() ? std::string() : std::to_string(places.back().call);
}

}  // namespace rollcall::calls
