"""Takes nothing; gives raw pages that the tests of ingest read, every word of them invented."""

PAGE = """الرئيسية
أخبار محلية
بلدية الميناء تعلن موعد فتح الجسر الجديد
الأحد 14 آذار 2032
قالت رئيسة بلدية الميناء سلمى الحداد إن الجسر الجديد سيفتح أمام السيارات مطلع الأسبوع المقبل بعد انتهاء أعمال الطلاء.
وأضافت الحداد: «لن نسمح بعبور الشاحنات الثقيلة قبل انتهاء الفحص»، مشيرة إلى أن البلدية ستنشر جدول الفحص على لوحاتها.
من جهته أكد المهندس كريم الزين أن الأعمدة سليمة وأن كلفة الصيانة لم تتجاوز ما رصد لها في الموازنة.
اقرأ أيضا
سوق السمك يعود إلى العمل
حقوق النشر محفوظة
"""

HTML = """<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>عودة العبارة - صحيفة المرفأ</title>
<link rel="canonical" href="https://marfa.example/news/7"><meta property="og:site_name" content="صحيفة المرفأ">
<meta property="article:published_time" content="2032-03-14T09:00:00+02:00"><script>var hidden = "سر";</script></head>
<body><nav><a href="/">الرئيسية</a> <a href="/s">رياضة</a></nav><h1>عودة العبارة إلى العمل</h1>
<p>قال مدير الميناء <b>نبيل الشامي</b> إن العبارة ستعود<br>إلى العمل غدا.</p><div hidden>لا يُرى</div>
<ul><li>خبر أول</li><li>خبر ثان</li></ul></body></html>"""


def numbered(number: int) -> str:
    """Return a page that differs from the others by its number."""
    return PAGE.replace("الجسر الجديد", f"الجسر رقم {number}")
