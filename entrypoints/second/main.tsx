import { render } from 'preact';
import { SecondWindow } from '@/components/second/SecondWindow';
import '@/components/styles/second.css';
import { firstLanguage, secondApi } from '../console/api';

const app = document.getElementById('app');
const ticket = new URLSearchParams(location.search).get('ticket') ?? location.hash.slice(1);
if (app) render(<SecondWindow api={secondApi} ticket={ticket} first={firstLanguage()} />, app);
