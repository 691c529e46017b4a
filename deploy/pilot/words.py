"""What people say in the demonstration; plainly invented."""

from typing import Any

WHAT_IS_MEANT = "Đề nghị cho biết rõ địa điểm và khoảng thời gian mà câu hỏi đề cập."
CLARIFICATION = "Câu hỏi nói về đoạn qua trung tâm phường, từ tháng 6/2026 đến nay."
NOT_OURS = "Nội dung này không thuộc lĩnh vực quản lý của cơ quan chúng tôi."
MORE_TIME = "Cần số liệu của các đơn vị trực thuộc, đang tổng hợp."
GRANTED = "Đồng ý gia hạn để có số liệu đầy đủ."
DENIED = "Số liệu đã có trong báo cáo tháng; đề nghị trả lời đúng hạn."
HOLDING = "Cơ quan đang kiểm tra thực địa và sẽ trả lời ngay khi có kết quả."
REFUSAL = "Vụ việc đang được thanh tra, chưa có kết luận; cơ quan sẽ thông tin sau khi có kết luận."
POINTS = ("Tiến độ đến nay", "Thời hạn hoàn thành và đơn vị chịu trách nhiệm")
ANSWER = "Cơ quan đã kiểm tra: việc đang được thực hiện đúng kế hoạch đã công bố."
TO_THE_POINTS = ("Đạt 72% khối lượng theo kế hoạch.", "Hoàn thành trong quý IV/2026, do ban quản lý dự án.")
NOT_ANSWERED = "Trả lời chưa nêu thời hạn hoàn thành mà câu hỏi đã đề nghị."
CORRECTED = "Cơ quan đã kiểm tra lại: việc được thực hiện đúng kế hoạch, riêng một hạng mục chậm hai tuần."
WHY_CORRECTED = "Bổ sung số liệu mới của một hạng mục."


def points_answered() -> list[dict[str, Any]]:
    """To each of POINTS, in their order."""
    return [
        {"number": number, "outcome": "answered", "text": text}
        for number, text in enumerate(TO_THE_POINTS, 1)
    ]
