#include "database/postgres/grouped_reads.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

#include "database/limits.hpp"
#include "database/one_statement.hpp"
#include "database/open_to_read.hpp"
#include "database/postgres/bound_values.hpp"
#include "database/transaction_on_thread.hpp"

namespace rollcall::database::postgres {

void GroupedReads::read(const std::function<void(Transaction&)>& work) {
    const Measurement measurement(metrics_->read_seconds);
    const TransactionOnThread marker;
    OneStatement transaction([this](auto sql, auto parameters, const auto& on_row) {
        const BoundValues values(parameters);
        PostgresConnection::Question question{sql, values};
        answer(question);
        if (question.failure) std::rethrow_exception(question.failure);
        question.result.read(sql, on_row);
        return question.result.rows_changed();
    });
    work(transaction);
}

std::size_t GroupedReads::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
}

/// A thread that waits where a connection is free asks for all that wait.
void GroupedReads::answer(PostgresConnection::Question& question) {
    Waiting own{question};
    std::unique_lock lock(mutex_);
    waiting_.push_back(&own);
    while (!own.is_done) {
        if (own.is_taken || busy_ == max_group_connections) {
            own.changed.wait(lock);
        } else {
            answer_group(lock);
        }
    }
}

void GroupedReads::answer_group(std::unique_lock<std::mutex>& lock) {
    const auto group = take_waiting();
    ++busy_;
    wake_next();
    std::unique_ptr<PostgresConnection> connection;
    if (!idle_.empty()) {
        connection = std::move(idle_.back());
        idle_.pop_back();
    }
    lock.unlock();
    ask(connection, group);
    lock.lock();
    --busy_;
    if (connection) idle_.push_back(std::move(connection));
    for (auto* member : group) {
        member->is_done = true;
        member->changed.notify_one();
    }
    wake_next();
}

void GroupedReads::wake_next() {
    if (!waiting_.empty() && busy_ < max_group_connections) waiting_.front()->changed.notify_one();
}

/// Those that have waited longest.
GroupedReads::Group GroupedReads::take_waiting() {
    const auto count = std::min(waiting_.size(), max_group_statements);
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
    Group group(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    for (auto* member : group) member->is_taken = true;
    return group;
}

void GroupedReads::ask(std::unique_ptr<PostgresConnection>& connection, const Group& group) const {
    std::vector<PostgresConnection::Question*> questions;
    try {
        for (auto* member : group) questions.push_back(&member->question);
        if (!connection) connection = open_to_read(open_connection_);
        connection->answer(questions);
    } catch (...) {
        for (auto* member : group) {
            auto& question = member->question;
            if (!question.result.get() && !question.failure) question.failure = std::current_exception();
        }
    }
}

}  // namespace rollcall::database::postgres
