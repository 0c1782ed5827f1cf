#include "pictures/picture_reader.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <condition_variable>
#include <mutex>
#include <set>

#include "core/child_program.hpp"
#include "core/error.hpp"
#include "pictures/conversion.hpp"
#include "pictures/picture_limits.hpp"

namespace rollcall::pictures {

namespace {

// By the first bytes; the name and the header of the request do not count.
bool is_picture(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.starts_with("\xff\xd8\xff") || bytes.starts_with("GIF87a") ||
           bytes.starts_with("GIF89a") || (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"));
}

[[noreturn]] void refuse(std::string why) {
    FieldErrors fields{{"picture", why}};
    throw Error(ErrorCode::invalid_fields, std::move(why), std::move(fields));
}

[[noreturn]] void refuse_as(ConversionOutcome outcome) {
    if (outcome == ConversionOutcome::too_many_pixels) {
        refuse(fmt::format("This picture has too many pixels. The limit is {} million, and {} on a side.",
                           max_pixels / 1'000'000, longest_side));
    }
    if (outcome == ConversionOutcome::too_many_frames) {
        refuse(fmt::format("This animation has more than {} frames. Use a still picture.", max_frames));
    }
    if (outcome == ConversionOutcome::too_narrow) {
        refuse(fmt::format("This picture is too narrow: one side is more than {} times as long as the other.",
                           max_side_ratio));
    }
    refuse("This picture cannot be read. It may be damaged or not complete.");
}

}  // namespace

/// Limits how many run at once, and how many wait.
struct PictureReader::Slots {
    std::mutex mutex;
    std::condition_variable ended;
    int running = 0;
    int waiting = 0;
    std::set<std::string> members;  ///< of those that run or wait

    class Slot {
    public:
        Slot(Slots& slots, const MemberId& member) : slots_(slots), member_(member.text()) {
            std::unique_lock lock(slots_.mutex);
            if (slots_.waiting >= max_waiting_uploads || !slots_.members.insert(member_).second)
                throw Error::overloaded(std::chrono::seconds(5));
            ++slots_.waiting;
            slots_.ended.wait(lock, [&] { return slots_.running < max_running_programs; });
            --slots_.waiting;
            ++slots_.running;
        }
        ~Slot() {
            {
                const std::lock_guard lock(slots_.mutex);
                --slots_.running;
                slots_.members.erase(member_);
            }
            slots_.ended.notify_one();
        }
        Slot(const Slot&) = delete;
        Slot& operator=(const Slot&) = delete;

    private:
        Slots& slots_;
        const std::string member_;
    };
};

PictureReader::PictureReader(std::filesystem::path program)
    : program_(std::move(program)), slots_(std::make_unique<Slots>()) {}

PictureReader::~PictureReader() = default;

std::string PictureReader::read(const MemberId& member, std::string_view bytes) {
    if (bytes.empty()) refuse("There is no picture in this.");
    if (!is_picture(bytes)) {
        throw Error(ErrorCode::unsupported_media_type, "This is not a picture in PNG, JPEG, WebP or GIF.");
    }
    const Slots::Slot slot(*slots_, member);
    return convert(bytes);
}

std::string PictureReader::convert(std::string_view bytes) const {
    auto ended = run_program(program_, bytes, longest_reading_time, largest_output);
    if (!ended || ended->status == 1 || ended->status == 127) {
        spdlog::error("pictures cannot be read: {} does not run", program_.string());
        throw Error::unavailable("Pictures cannot be processed right now.");
    }
    // Where a signal or a limit ended it, the picture was the reason.
    if (ended->status != static_cast<int>(ConversionOutcome::converted))
        refuse_as(static_cast<ConversionOutcome>(ended->status));
    return std::move(ended->output);
}

}  // namespace rollcall::pictures
