#include "identity/guess_limit_store.hpp"

#include <optional>
#include <string>
#include <vector>

#include "core/email.hpp"
#include "core/error.hpp"
#include "core/network.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall::identity {

namespace {

constexpr auto insert_failure = "INSERT INTO sign_in_failures (subject, failed_at) VALUES ($1, $2)";
constexpr auto delete_old_failures = "DELETE FROM sign_in_failures WHERE failed_at <= $1 OR failed_at > $2";
constexpr auto delete_failures_of_subject = "DELETE FROM sign_in_failures WHERE subject = $1";
constexpr auto count_failures =
    "SELECT COUNT(*) FROM sign_in_failures WHERE subject = $1 AND failed_at > $2 AND failed_at <= $3";
// The failure that has to leave the window before the limit is not reached any more.
constexpr auto select_failure_at_limit = R"(
    SELECT failed_at FROM sign_in_failures
    WHERE subject = $1 AND failed_at > $2 AND failed_at <= $3
    ORDER BY failed_at DESC LIMIT 1 OFFSET $4)";

struct Subject {
    std::string hash;
    int limit;
};

// Hashed: the table has to compare emails and addresses, not to know them.
std::string email_subject(std::string_view email) { return hash_token("email " + fold_email(trim(email))); }
std::string client_subject(std::string_view address) { return hash_token("client " + network_of(address)); }
constexpr auto nobody = "nobody";
std::string reset_subject(const std::string& subject) { return hash_token("reset " + subject); }

std::optional<Time> find_failure_at_limit(database::Transaction& tx, std::string_view subject, int limit, Time now) {
    return tx.first(
        select_failure_at_limit, [](const database::Row& row) { return row.time(0); }, subject, now - failure_window,
        now + failure_window, limit - 1);
}

void require_subject_within_limit(database::Transaction& tx, std::string_view subject, int limit, Time now) {
    if (const auto failed_at = find_failure_at_limit(tx, subject, limit, now)) {
        throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(*failed_at + failure_window - now));
    }
}

void delete_uncounted_failures(database::Transaction& tx, Time now) {
    tx.execute(delete_old_failures, now - failure_window, now + failure_window);
}

std::vector<Subject> subjects_of(const SignInAttempt& attempt) {
    if (attempt.session) return {{hash_token("session " + attempt.session->text()), failures_per_session}};
    if (attempt.known_device) return {{hash_token("device " + attempt.known_device->text()), failures_per_device}};
    return {{email_subject(attempt.email), failures_per_email},
            {client_subject(attempt.client_address), failures_per_client}};
}

}  // namespace

void require_within_guess_limit(database::Transaction& tx, const SignInAttempt& attempt, Time now) {
    for (const auto& subject : subjects_of(attempt)) require_subject_within_limit(tx, subject.hash, subject.limit, now);
}

void insert_failure_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now) {
    delete_uncounted_failures(tx, now);
    for (const auto& subject : subjects_of(attempt)) tx.execute(insert_failure, subject.hash, now);
}

int insert_logged_failure_row(database::Transaction& tx, const std::optional<MemberId>& member,
                              std::string_view client_address, Time now) {
    const auto subject = hash_token("log " + (member ? member->text() : "") + " " + network_of(client_address));
    tx.execute(insert_failure, subject, now);
    return static_cast<int>(tx.first(
                                  count_failures, [](const database::Row& row) { return row.integer(0); }, subject,
                                  now - failure_window, now + failure_window)
                                .value_or(0));
}

bool insert_reset_request_rows(database::Transaction& tx, const SignInAttempt& attempt, Time now) {
    const auto client = reset_subject(client_subject(attempt.client_address));
    const auto email = reset_subject(email_subject(attempt.email));
    require_subject_within_limit(tx, client, resets_per_client, now);
    delete_uncounted_failures(tx, now);
    tx.execute(insert_failure, client, now);
    // A request without an email does not count, so that nobody can keep a member from getting one for longer. It is
    // stored for nobody, so that the work is the same.
    const bool is_within_limit = !find_failure_at_limit(tx, email, resets_per_email, now);
    tx.execute(insert_failure, is_within_limit ? email : reset_subject(nobody), now);
    return is_within_limit;
}

void delete_failure_rows(database::Transaction& tx, std::string_view email) {
    tx.execute(delete_failures_of_subject, email_subject(email));
}

}  // namespace rollcall::identity
