<?php // TCPDF: php tcpdf.php OUT [pdfa]
require 'tcpdf/tcpdf.php';
$page = new TCPDF('P', 'mm', 'A4', true, 'UTF-8', false, ($argv[2] ?? '') === 'pdfa');
$page->SetTitle('Declaration of a Port City');
$page->SetAuthor('City of Shiomi');
$page->AddPage();
$page->SetFont('helvetica', '', 12);
$page->Write(0, 'For eighty years the harbour has welcomed people, goods and ideas.');
$page->Output($argv[1], 'F');
