#include "identity/passwords/password_hasher.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <future>
#include <memory>
#include <stdexcept>

#include "core/error.hpp"
#include "core/random.hpp"
#include "core/text.hpp"

namespace rollcall::identity {

namespace {

// Together as many as may wait without taking the handlers' threads from everybody else (http::ServerSettings::
// pool_threads). An office behind one address may sign in at the same time.
constexpr FairQueue::Limits known_limits{.tasks = 24, .tasks_per_line = 24};
constexpr FairQueue::Limits stranger_limits{.tasks = 56, .tasks_per_line = 52};
constexpr std::chrono::seconds retry_after(5);
constexpr int low_priority = 10;

std::uint64_t operations_of(HashStrength strength) {
    return strength == HashStrength::interactive ? crypto_pwhash_OPSLIMIT_INTERACTIVE : crypto_pwhash_OPSLIMIT_MIN;
}

std::size_t memory_of(HashStrength strength) {
    return strength == HashStrength::interactive ? crypto_pwhash_MEMLIMIT_INTERACTIVE : crypto_pwhash_MEMLIMIT_MIN;
}

template <std::size_t size>
std::string random_base64() {
    std::array<std::byte, size> random{};
    fill_random(random);
    constexpr auto variant = sodium_base64_VARIANT_ORIGINAL_NO_PADDING;
    std::array<char, sodium_base64_ENCODED_LEN(size, variant)> text{};
    return sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(random.data()), size,
                             variant);
}

// In the form of crypto_pwhash_str, but of no password: salt and hash are random. Saves a hash at start.
std::string hash_of_nothing(std::uint64_t operations, std::size_t memory) {
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", memory / 1024, operations, random_base64<16>(),
                       random_base64<32>());
}

}  // namespace

PasswordHasher::PasswordHasher(HashStrength strength)
    : operations_(operations_of(strength)),
      memory_(memory_of(strength)),
      no_hash_(hash_of_nothing(operations_, memory_)),
      known_(known_limits),
      strangers_(stranger_limits) {
    const auto processors = std::max(2U, std::thread::hardware_concurrency());
    for (unsigned index = 0; index < processors / 2; ++index) threads_.emplace_back([this] { serve(); });
}

PasswordHasher::~PasswordHasher() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_) thread.join();
}

std::string PasswordHasher::hash(std::string_view password, const HashRequester& requester) {
    const auto composed = compose(password);
    std::string result;
    run([&] { result = compute(composed); }, requester);
    return result;
}

std::optional<PasswordForm> PasswordHasher::verify(const std::optional<std::string>& hash, std::string_view password,
                                                   const HashRequester& requester) {
    const auto composed = compose(password);
    const auto& against = hash ? *hash : no_hash_;
    std::optional<PasswordForm> form;
    // In one turn: a guess whose second hash were refused would not be counted, though its first was answered.
    const auto try_forms = [&] {
        if (matches(against, composed)) {
            form = PasswordForm::composed;
        } else if (composed != password && matches(against, password)) {
            form = PasswordForm::as_typed;
        }
    };
    run(try_forms, requester);
    return hash ? form : std::nullopt;
}

std::string PasswordHasher::renew_hash(const std::string& hash, PasswordForm form, std::string_view password,
                                       const HashRequester& requester) {
    const bool is_current =
        form == PasswordForm::composed && crypto_pwhash_str_needs_rehash(hash.c_str(), operations_, memory_) == 0;
    return is_current ? hash : this->hash(password, requester);
}

PasswordHasher::Work PasswordHasher::work() const {
    const std::lock_guard lock(mutex_);
    return {count_, std::chrono::nanoseconds(nanoseconds_), known_.size() + strangers_.size()};
}

template <class Hash>
int PasswordHasher::measure(Hash hash) {
    const auto began = std::chrono::steady_clock::now();
    const int result = hash();
    nanoseconds_ += std::chrono::nanoseconds(std::chrono::steady_clock::now() - began).count();
    ++count_;
    return result;
}

std::string PasswordHasher::compute(const std::string& composed) {
    std::array<char, crypto_pwhash_STRBYTES> text{};
    const auto hash = [&] {
        return crypto_pwhash_str(text.data(), composed.data(), composed.size(), operations_, memory_);
    };
    if (measure(hash) != 0) throw Error::overloaded(std::chrono::seconds(1));  // no memory for it
    return text.data();
}

bool PasswordHasher::matches(const std::string& hash, std::string_view password) {
    return measure([&] { return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()); }) == 0;
}

void PasswordHasher::run(const std::function<void()>& work, const HashRequester& requester) {
    // Shared, since a thread may still be leaving the promise when the result is here already.
    const auto result = std::make_shared<std::promise<void>>();
    auto done = result->get_future();
    QueuedTask task;
    task.run = [result, work] {
        try {
            work();
            result->set_value();
        } catch (...) {
            result->set_exception(std::current_exception());
        }
    };
    task.refuse = [result] { result->set_exception(std::make_exception_ptr(Error::overloaded(retry_after))); };

    FairQueue::Added added;
    {
        const std::lock_guard lock(mutex_);
        added = (requester.is_known ? known_ : strangers_).add(requester.name, std::move(task));
    }
    if (added.displaced) added.displaced->refuse();
    if (!added.is_added) throw Error::overloaded(retry_after);
    changed_.notify_one();
    done.get();
}

QueuedTask PasswordHasher::take_task() {
    const bool from_strangers = known_.is_empty() || (is_turn_of_strangers_ && !strangers_.is_empty());
    is_turn_of_strangers_ = !from_strangers;
    return from_strangers ? strangers_.take() : known_.take();
}

void PasswordHasher::serve() {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), low_priority);
    while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return ending_ || !known_.is_empty() || !strangers_.is_empty(); });
        if (known_.is_empty() && strangers_.is_empty()) return;
        const auto task = take_task();
        lock.unlock();
        task.run();
    }
}

}  // namespace rollcall::identity
