#include "identity/guess_limit_store.hpp"

#include <optional>
#include <string>

#include "core/email.hpp"
#include "core/error.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall::identity {

namespace {

constexpr auto insert_failure = "INSERT INTO sign_in_failures (subject, failed_at) VALUES ($1, $2)";
constexpr auto delete_old_failures = "DELETE FROM sign_in_failures WHERE failed_at <= $1";
constexpr auto delete_failures_of_subject = "DELETE FROM sign_in_failures WHERE subject = $1";
// The failure that must grow old before there are fewer than the limit again.
constexpr auto select_failure_at_limit = R"(
    SELECT failed_at FROM sign_in_failures
    WHERE subject = $1 AND failed_at > $2
    ORDER BY failed_at DESC LIMIT 1 OFFSET $3)";

// Hashed: the table needs to compare addresses, not to know them.
std::string email_subject(std::string_view email) { return hash_token("email " + fold_email(trimmed(email))); }
std::string client_subject(std::string_view address) { return hash_token("client " + std::string(address)); }
std::string reset_subject(const std::string& subject) { return hash_token("reset " + subject); }

std::optional<Time> failure_at_limit(database::Transaction& tx, std::string_view subject, int limit, Time now) {
    return tx.first(
        select_failure_at_limit, [](const database::Row& row) { return row.time(0); }, subject, now - failure_window,
        limit - 1);
}

void refuse_subject(database::Transaction& tx, std::string_view subject, int limit, Time now) {
    if (const auto failed_at = failure_at_limit(tx, subject, limit, now)) {
        throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(*failed_at + failure_window - now));
    }
}

}  // namespace

void refuse_beyond_limit(database::Transaction& tx, const Guess& guess, Time now) {
    refuse_subject(tx, email_subject(guess.email), failures_per_email, now);
    refuse_subject(tx, client_subject(guess.client_address), failures_per_client, now);
}

void record_failure(database::Transaction& tx, const Guess& guess, Time now) {
    tx.execute(delete_old_failures, now - failure_window);
    tx.execute(insert_failure, email_subject(guess.email), now);
    tx.execute(insert_failure, client_subject(guess.client_address), now);
}

ResetRequest note_reset_request(database::Transaction& tx, const Guess& guess, Time now) {
    const auto client = reset_subject(client_subject(guess.client_address));
    const auto email = reset_subject(email_subject(guess.email));
    refuse_subject(tx, client, resets_per_client, now);
    tx.execute(delete_old_failures, now - failure_window);
    tx.execute(insert_failure, client, now);
    // What is passed over does not count, so that nobody keeps others from their mail for longer.
    if (failure_at_limit(tx, email, resets_per_email, now)) return ResetRequest::one_too_many;
    tx.execute(insert_failure, email, now);
    return ResetRequest::in_limits;
}

void forget_failures(database::Transaction& tx, std::string_view email) {
    tx.execute(delete_failures_of_subject, email_subject(email));
}

}  // namespace rollcall::identity
